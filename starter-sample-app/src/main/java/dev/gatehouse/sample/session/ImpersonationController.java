package dev.gatehouse.sample.session;

import dev.gatehouse.access.RequirePermission;
import dev.gatehouse.access.RequireStepUp;
import dev.gatehouse.ratelimit.RateLimit;
import dev.gatehouse.sample.access.Refusals;
import dev.gatehouse.sample.audit.AuditTrail.Target;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Switched off unless a service decides otherwise: then there is no such path. */
@RestController
@ConditionalOnBooleanProperty("gatehouse.auth.impersonation.enabled")
@Tag(name = "Users")
class ImpersonationController {

    private final Impersonation impersonation;
    private final Refusals refusals;

    ImpersonationController(Impersonation impersonation, Refusals refusals) {
        this.impersonation = impersonation;
        this.refusals = refusals;
    }

    @RequirePermission("users:impersonate")
    @RequireStepUp
    @RateLimit(value = RateLimit.STRICT, scope = "user")
    @PostMapping("/api/v1/users/{id}/impersonate")
    @Operation(
            summary = "Act as a user",
            description =
                    "Ten minutes, unless the service says less or up to 15, and there is no refresh. You may do what both"
                            + " of you may, but leave sessions, password, factors, address and API keys of the user"
                            + " alone. The audit log names you.")
    @ApiResponse(responseCode = "200", description = "An access token; its `act` names you.")
    @ApiResponse(
            responseCode = "403",
            description = "`escalation_denied`: the user can do more than you can. `self_change`: it is you.")
    @ApiResponse(responseCode = "404", description = "There is no such active user.")
    Tokens impersonate(@PathVariable UUID id, @Valid @RequestBody ImpersonationRequest request) {
        return refusals.noted("impersonated", Target.user(id), () -> impersonation.begin(id, request.reason()));
    }
}
