package dev.gatehouse.sample.session;

import dev.gatehouse.access.RequirePermission;
import dev.gatehouse.ratelimit.RateLimit;
import dev.gatehouse.sample.access.Refusals;
import dev.gatehouse.sample.audit.AuditTrail.Target;
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
@RequestMapping("/api/v1/users/{user_id}/sessions")
@RequirePermission("sessions:manage")
@RateLimit(value = RateLimit.MODERATE, scope = "user")
@Tag(name = "Users")
class SessionAdminController {

    private final SessionAdminService sessions;
    private final Refusals refusals;

    SessionAdminController(SessionAdminService sessions, Refusals refusals) {
        this.sessions = sessions;
        this.refusals = refusals;
    }

    @GetMapping
    @Operation(summary = "List the sessions of a user", description = "The live ones, newest first.")
    @ApiResponse(responseCode = "200", description = "The sessions.")
    @ApiResponse(responseCode = "404", description = "There is no such user.")
    SessionList listSessionsOfUser(@PathVariable("user_id") UUID userId) {
        return sessions.list(userId);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End all sessions of a user", description = "Acts at the next request of the user.")
    @ApiResponse(responseCode = "204", description = "Ended.")
    @ApiResponse(responseCode = "403", description = "`escalation_denied`: the account can do more than you can.")
    @ApiResponse(responseCode = "404", description = "There is no such user.")
    void endSessionsOfUser(@PathVariable("user_id") UUID userId) {
        refusals.noted("sessions_ended", Target.user(userId), () -> sessions.endAll(userId));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End a session of a user")
    @ApiResponse(responseCode = "204", description = "Ended.")
    @ApiResponse(responseCode = "403", description = "`escalation_denied`: the account can do more than you can.")
    @ApiResponse(responseCode = "404", description = "There is no such user, or no such live session of theirs.")
    void endSessionOfUser(@PathVariable("user_id") UUID userId, @PathVariable UUID id) {
        refusals.noted("session_ended", Target.user(userId), () -> sessions.end(userId, id));
    }
}
