package dev.gatehouse.sample.account;

import dev.gatehouse.access.RequirePermission;
import dev.gatehouse.net.IpAddress;
import dev.gatehouse.ratelimit.RateLimit;
import dev.gatehouse.sample.access.Refusals;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/auth")
@Tag(name = "Lockout", description = "Accounts and addresses that are locked after failed log-ins.")
class LockoutController {

    private final Lockouts lockouts;
    private final Refusals refusals;

    LockoutController(Lockouts lockouts, Refusals refusals) {
        this.lockouts = lockouts;
        this.refusals = refusals;
    }

    @GetMapping("/lockout-status/{login_id}")
    @RequirePermission("lockouts:read")
    @RateLimit(value = RateLimit.MODERATE, scope = "user")
    @Operation(
            summary = "Read whether an account is locked",
            description = "Answers alike for a login that no account has: failures of that count, too.")
    LockoutStatus lockoutStatus(
            @PathVariable("login_id")
                    @Size(max = 254)
                    @Parameter(description = "User name or e-mail address.", example = "ada.lovelace")
                    String loginId) {
        return lockouts.status(loginId);
    }

    @PostMapping("/unlock-account/{login_id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequirePermission("lockouts:manage")
    @RateLimit(value = RateLimit.MODERATE, scope = "user")
    @Operation(summary = "Unlock an account", description = "Forgets the failures of a login, also of an unknown one.")
    @ApiResponse(responseCode = "204", description = "Not locked any more.")
    @ApiResponse(responseCode = "403", description = "`escalation_denied`: the account can do more than you can.")
    void unlockAccount(
            @PathVariable("login_id")
                    @Size(max = 254)
                    @Parameter(description = "User name or e-mail address.", example = "ada.lovelace")
                    String loginId,
            @Valid @RequestBody UnlockRequest request) {
        refusals.noted(Lockouts.UNLOCKED, lockouts.target(loginId), () -> lockouts.unlock(loginId, request.reason()));
    }

    @PostMapping("/unlock-address/{address}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequirePermission("lockouts:manage")
    @RateLimit(value = RateLimit.MODERATE, scope = "user")
    @Operation(
            summary = "Unlock a client address",
            description = "Forgets what failed from an address, which many users may share; of IPv6 from its /64.")
    @ApiResponse(responseCode = "204", description = "Not locked any more.")
    @ApiResponse(responseCode = "400", description = "`validation_failed`: it is no address.")
    void unlockAddress(
            @PathVariable
                    @Size(max = 45)
                    @Parameter(description = "As the lockout status lists it in `ips`.", example = "203.0.113.7")
                    String address,
            @Valid @RequestBody UnlockRequest request) {
        IpAddress known = IpAddress.parse(address);
        if (known == null) {
            throw AccountProblems.notAnAddress();
        }
        lockouts.unlockAddress(known, request.reason());
    }
}
