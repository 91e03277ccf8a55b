package dev.gatehouse.sample.session;

import dev.gatehouse.access.RequireSignIn;
import dev.gatehouse.ratelimit.RateLimit;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/auth/sessions")
@RequireSignIn
@Tag(name = "Sessions", description = "Where you are signed in.")
class SessionController {

    private final SessionService sessions;

    SessionController(SessionService sessions) {
        this.sessions = sessions;
    }

    @GetMapping
    @RateLimit(value = RateLimit.RELAXED, scope = "user")
    @Operation(summary = "List the own sessions")
    SessionList listSessions() {
        return sessions.list();
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RateLimit(value = RateLimit.RELAXED, scope = "user")
    @Operation(summary = "End one of the own sessions")
    @ApiResponse(responseCode = "204", description = "Ended; its tokens are worth nothing now.")
    @ApiResponse(responseCode = "404", description = "There is no such session, or it is not yours.")
    void endSession(@PathVariable UUID id) {
        sessions.end(id);
    }
}
