package dev.gatehouse.sample.account;

import dev.gatehouse.access.PublicEndpoint;
import dev.gatehouse.ratelimit.RateLimit;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/auth")
@PublicEndpoint
@Tag(name = "Passwords", description = "Choose a new password.")
class PasswordResetController {

    private final PasswordReset reset;

    PasswordResetController(PasswordReset reset) {
        this.reset = reset;
    }

    @PostMapping("/request-password-reset")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @RateLimit(RateLimit.STRICT)
    @Operation(
            summary = "Ask for a link to choose a new password",
            description = "Mailed to the address of the account, if there is one. The links before it end.")
    @ApiResponse(responseCode = "202", description = "Taken in.")
    @ApiResponse(responseCode = "422", description = "`captcha_required`, `captcha_failed`.")
    Accepted requestPasswordReset(@Valid @RequestBody ResetRequest request) {
        reset.request(request);
        return Accepted.MAIL;
    }

    @PostMapping("/reset-password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RateLimit(RateLimit.STRICT)
    @Operation(
            summary = "Choose a new password by a link",
            description =
                    "Ends all sessions and starts none. A second factor is asked for at the next log-in as before."
                            + " The link of an invitation works here, too. API keys go on unless they shall end, or the address"
                            + " was not proven before.")
    @ApiResponse(responseCode = "204", description = "The password is the new one.")
    @ApiResponse(responseCode = "400", description = "`token_invalid`: unknown, too old, or used before.")
    @ApiResponse(
            responseCode = "422",
            description = "`password_policy`: `details` say what is wrong. The link is still good.")
    void resetPassword(@Valid @RequestBody NewPasswordRequest request) {
        reset.reset(request.token(), request.newPassword(), Boolean.TRUE.equals(request.revokeApiKeys()));
    }
}
