package dev.gatehouse.sample.account;

import dev.gatehouse.access.PublicEndpoint;
import dev.gatehouse.ratelimit.RateLimit;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/auth")
@PublicEndpoint
@Tag(name = "Registration", description = "Make an account. No answer tells whether somebody has one.")
class RegistrationController {

    private final Registration registration;

    RegistrationController(Registration registration) {
        this.registration = registration;
    }

    @PostMapping("/register")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @RateLimit(RateLimit.STRICT)
    @Operation(
            summary = "Register",
            description =
                    "Sends a link to the address; the account can be used once that was followed. An address that has an"
                            + " account already, and a user name that is taken, are told of by mail only. The same"
                            + " registration once more sends another link, and the one before ends. A different one for the"
                            + " same address keeps the user name of the first, and the password is then chosen by the new"
                            + " link: at `/reset-password`.")
    @ApiResponse(responseCode = "202", description = "Taken in.")
    @ApiResponse(responseCode = "403", description = "`registration_closed`: accounts come by invitation only.")
    @ApiResponse(
            responseCode = "422",
            description = "`password_policy`: `details` say what is wrong with the password. `captcha_required`,"
                    + " `captcha_failed`. `email_domain_not_allowed`.")
    Accepted register(@Valid @RequestBody RegistrationRequest request, Locale locale) {
        registration.register(request, locale);
        return Accepted.MAIL;
    }

    @PostMapping("/verify-email")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RateLimit(RateLimit.STRICT)
    @Operation(summary = "Prove an e-mail address", description = "Uses the token of the link up. A GET never does.")
    @ApiResponse(responseCode = "204", description = "Proven; the account can be used.")
    @ApiResponse(responseCode = "400", description = "`token_invalid`: unknown, too old, or used before.")
    void verifyEmail(@Valid @RequestBody TokenRequest request) {
        registration.verify(request.token());
    }

    @PostMapping("/resend-verification")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @RateLimit(RateLimit.STRICT)
    @Operation(summary = "Ask for another verification link", description = "The links before it end.")
    @ApiResponse(responseCode = "202", description = "Taken in.")
    @ApiResponse(responseCode = "422", description = "`captcha_required`, `captcha_failed`.")
    Accepted resendVerification(@Valid @RequestBody LinkRequest request) {
        registration.resend(request);
        return Accepted.MAIL;
    }
}
