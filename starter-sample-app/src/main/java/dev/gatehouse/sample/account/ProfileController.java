package dev.gatehouse.sample.account;

import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.access.PublicEndpoint;
import dev.gatehouse.access.RequireSignIn;
import dev.gatehouse.access.RequireStepUp;
import dev.gatehouse.ratelimit.RateLimit;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/users/me")
@RequireSignIn
@Tag(name = "Own account", description = "What you see and change of yourself.")
class ProfileController {

    private final ProfileService profile;
    private final EmailChange emails;
    private final CurrentCaller caller;

    ProfileController(ProfileService profile, EmailChange emails, CurrentCaller caller) {
        this.profile = profile;
        this.emails = emails;
        this.caller = caller;
    }

    @GetMapping
    @RateLimit(value = RateLimit.RELAXED, scope = "user")
    @Operation(summary = "Read the own profile")
    Profile readProfile() {
        return profile.read();
    }

    @PatchMapping
    @RateLimit(value = RateLimit.RELAXED, scope = "user")
    @Operation(
            summary = "Change the own profile",
            description = "The name that others read, and the language of mails.")
    Profile changeProfile(@Valid @RequestBody ProfileChange change) {
        return profile.change(change);
    }

    @PostMapping("/email")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @RequireStepUp
    @RateLimit(value = RateLimit.STRICT, scope = "user")
    @Operation(
            summary = "Move to another e-mail address",
            description =
                    "Sends a link to the new address and a notice to the present one, which counts until the link was"
                            + " followed. The link ends with a new password, a log-out everywhere, and when the account is"
                            + " shut.")
    @ApiResponse(responseCode = "202", description = "Taken in.")
    @ApiResponse(responseCode = "422", description = "`email_domain_not_allowed`")
    Accepted changeEmail(@Valid @RequestBody NewEmailRequest request) {
        emails.start(caller.require().userId(), request.newEmail());
        return Accepted.MAIL;
    }

    @PostMapping("/email/confirm")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PublicEndpoint
    @RateLimit(RateLimit.STRICT)
    @Operation(summary = "Prove the new e-mail address", description = "Uses the token of the link up.")
    @ApiResponse(responseCode = "204", description = "The address is the new one.")
    @ApiResponse(responseCode = "400", description = "`token_invalid`: unknown, too old, ended, or used before.")
    void confirmEmail(@Valid @RequestBody TokenRequest request) {
        emails.confirm(request.token());
    }

    @GetMapping("/export")
    @RequireStepUp
    @RateLimit(value = RateLimit.STRICT, scope = "user")
    @Operation(
            summary = "Export all own data",
            description =
                    "What is kept about you, a member for each part of the service. `incomplete` names the parts of"
                            + " which you have more than 1000 entries: there are the first items, which"
                            + " `GET /api/v1/items/export` goes on with, and the newest actions in the audit log.")
    Map<String, Object> exportData() {
        return profile.export();
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequireStepUp
    @RateLimit(value = RateLimit.STRICT, scope = "user")
    @Operation(
            summary = "Delete the own account",
            description = "Shuts it at once and ends all sessions. The data is erased 30 days later.")
    @ApiResponse(responseCode = "204", description = "Deleted.")
    @ApiResponse(
            responseCode = "401",
            description = "`invalid_credentials`: the password is wrong. `step_up_required`.")
    @ApiResponse(responseCode = "409", description = "`last_admin`: nobody else could administer the service.")
    @ApiResponse(responseCode = "423", description = "`account_locked`: too many wrong passwords.")
    void deleteAccount(@Valid @RequestBody PasswordRequest request) {
        profile.delete(request.password());
    }
}
