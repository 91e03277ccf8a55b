package dev.gatehouse.sample.session;

import dev.gatehouse.access.PublicEndpoint;
import dev.gatehouse.access.RequireSignIn;
import dev.gatehouse.ratelimit.RateLimit;
import dev.gatehouse.sample.session.LoginOutcome.Authenticated;
import dev.gatehouse.sample.session.LoginOutcome.Waiting;
import dev.gatehouse.sample.session.Sessions.Refreshed;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/auth")
@Tag(name = "Log-in", description = "Begin, continue and end a session.")
class LoginController {

    private final LoginService login;
    private final SessionService service;
    private final Sessions sessions;
    private final TokenIssuer tokens;
    private final SessionCookies cookies;

    LoginController(
            LoginService login, SessionService service, Sessions sessions, TokenIssuer tokens, SessionCookies cookies) {
        this.login = login;
        this.service = service;
        this.sessions = sessions;
        this.tokens = tokens;
        this.cookies = cookies;
    }

    // Its limits count failures and so stand in application.yml: rules log-in and log-in-failures.
    @PostMapping("/login")
    @PublicEndpoint
    @Operation(
            summary = "Log in",
            description =
                    "Leads to a session, or to the next step: a second factor, a new password. Unknown logins are answered"
                            + " as wrong passwords are. The cookie `__Host-device` keeps others from locking you out.")
    @ApiResponse(responseCode = "200", description = "See `status`.")
    @ApiResponse(responseCode = "401", description = "`invalid_credentials`")
    @ApiResponse(
            responseCode = "403",
            description = "The password was right, but: `email_not_verified`, `account_disabled`.")
    @ApiResponse(responseCode = "422", description = "`captcha_required`, `captcha_failed`")
    @ApiResponse(responseCode = "423", description = "`account_locked`: retry after `Retry-After` seconds.")
    ResponseEntity<LoginResponse> login(@Valid @RequestBody LoginRequest body, HttpServletRequest request) {
        UUID replaces = cookies.offered(body.refreshToken(), request)
                .flatMap(sessions::sessionOf)
                .orElse(null);
        return answer(login.logIn(body, replaces), true);
    }

    @PostMapping("/mfa/verify")
    @PublicEndpoint
    @Operation(
            summary = "Show the second factor at log-in",
            description = "Five tries for each log-in, ten an hour for each user.")
    @ApiResponse(responseCode = "200", description = "See `status`.")
    @ApiResponse(responseCode = "401", description = "`mfa_invalid`; `mfa_challenge_expired`: log in anew.")
    @ApiResponse(responseCode = "423", description = "`account_locked`: retry after `Retry-After` seconds.")
    ResponseEntity<LoginResponse> verifyMfa(@Valid @RequestBody MfaLoginRequest body) {
        return answer(login.verifyMfa(body), !Boolean.FALSE.equals(body.trustDevice()));
    }

    @PostMapping("/refresh")
    @PublicEndpoint
    @RateLimit(RateLimit.MODERATE)
    @Operation(
            summary = "Get new tokens",
            description =
                    "The refresh token is used up. One that comes twice ends its session, for then two parties have it.")
    @ApiResponse(responseCode = "200", description = "The next tokens.")
    @ApiResponse(
            responseCode = "401",
            description = "`refresh_invalid`: unknown, too old, used before, or its session has ended.")
    ResponseEntity<Tokens> refresh(
            @Valid @RequestBody(required = false) @Nullable RefreshRequest body, HttpServletRequest request) {
        Refreshed refreshed =
                service.refresh(cookies.refreshToken(tokenIn(body), request).orElse(""));
        StartedSession next = Objects.requireNonNull(refreshed.next());
        HttpHeaders headers = new HttpHeaders();
        cookies.give(next.refreshToken(), headers);
        return ResponseEntity.ok().headers(headers).body(tokens.tokens(next.session(), next.refreshToken()));
    }

    @PostMapping("/logout")
    @PublicEndpoint(knowsCaller = true)
    @RateLimit(RateLimit.RELAXED)
    @Operation(
            summary = "Log out",
            description =
                    "Ends the session of the refresh token, of the access token, or of both. Says the same if there is"
                            + " nothing to end.")
    @ApiResponse(responseCode = "204", description = "Access and refresh tokens of the session are worth nothing now.")
    ResponseEntity<Void> logout(
            @Valid @RequestBody(required = false) @Nullable RefreshRequest body, HttpServletRequest request) {
        service.logOut(cookies.refreshToken(tokenIn(body), request).orElse(null));
        HttpHeaders headers = new HttpHeaders();
        cookies.takeBack(headers);
        return ResponseEntity.noContent().headers(headers).build();
    }

    @PostMapping("/logout-all")
    @RequireSignIn
    @RateLimit(value = RateLimit.MODERATE, scope = "user")
    @Operation(summary = "Log out everywhere")
    RevokedSessions logoutAll(@Valid @RequestBody(required = false) @Nullable LogoutAllRequest body) {
        boolean keepCurrent = body != null && Boolean.TRUE.equals(body.keepCurrent());
        return service.logOutEverywhere(keepCurrent);
    }

    @PostMapping("/reauthenticate")
    @RequireSignIn
    @RateLimit(value = "10/minute", scope = "user", refundOn = "2xx")
    @Operation(
            summary = "Prove once more who you are",
            description = "For what asks for a recent log-in: `step_up_required`. The session stays the same one.")
    @ApiResponse(responseCode = "200", description = "A new access token.")
    @ApiResponse(responseCode = "401", description = "`invalid_credentials`, `mfa_invalid`")
    @ApiResponse(
            responseCode = "403",
            description = "`impersonated`: the session is that of somebody who acts for you.")
    @ApiResponse(responseCode = "423", description = "`account_locked`: retry after `Retry-After` seconds.")
    Tokens reauthenticate(@Valid @RequestBody ReauthenticationRequest body) {
        return tokens.tokens(service.reauthenticate(body), null);
    }

    @PostMapping("/change-password")
    @PublicEndpoint(knowsCaller = true)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RateLimit(RateLimit.STRICT)
    @Operation(
            summary = "Change the password",
            description =
                    "For who is signed in, or whose log-in asked for a new password: that one brings its `change_token`."
                            + " The present password is needed either way.")
    @ApiResponse(responseCode = "204", description = "The password is the new one. Log in with it.")
    @ApiResponse(responseCode = "401", description = "`invalid_credentials`: the present password is wrong.")
    @ApiResponse(
            responseCode = "403",
            description = "`impersonated`: the session is that of somebody who acts for you.")
    @ApiResponse(
            responseCode = "422",
            description = "`current_password_required`; `password_policy`: `details` say what is wrong.")
    @ApiResponse(responseCode = "423", description = "`account_locked`: retry after `Retry-After` seconds.")
    void changePassword(@Valid @RequestBody ChangePasswordRequest body) {
        service.changePassword(body);
    }

    private ResponseEntity<LoginResponse> answer(LoginOutcome outcome, boolean knowDevice) {
        HttpHeaders headers = new HttpHeaders();
        if (outcome instanceof Authenticated done) {
            StartedSession started = done.started();
            cookies.give(started.refreshToken(), headers);
            if (knowDevice) {
                cookies.know(done.account(), headers);
            }
            return ResponseEntity.ok()
                    .headers(headers)
                    .body(LoginResponse.authenticated(
                            tokens.tokens(started.session(), started.refreshToken()), done.account()));
        }
        return ResponseEntity.ok(next((Waiting) outcome));
    }

    private static LoginResponse next(Waiting waiting) {
        return switch (waiting.purpose()) {
            case MFA -> LoginResponse.mfaRequired(waiting.token().value(), waiting.expiresIn());
            case NEW_PASSWORD ->
                LoginResponse.passwordChangeRequired(waiting.token().value(), waiting.expiresIn());
        };
    }

    private static @Nullable String tokenIn(@Nullable RefreshRequest body) {
        return body == null ? null : body.refreshToken();
    }
}
