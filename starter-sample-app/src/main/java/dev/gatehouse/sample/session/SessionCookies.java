package dev.gatehouse.sample.session;

import dev.gatehouse.autoconfigure.lockout.LockoutProperties;
import dev.gatehouse.autoconfigure.token.RefreshProperties;
import dev.gatehouse.autoconfigure.token.RefreshTransport;
import dev.gatehouse.sample.account.Account;
import dev.gatehouse.sample.account.LoginAttempts;
import dev.gatehouse.token.OpaqueToken;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * The two cookies of a session: by the one a device is known, the other carries the refresh token where it is configured to.
 * Neither can be read by a script, sent by another site, or set over plain HTTP.
 */
@Component
class SessionCookies {

    static final String REFRESH = "__Host-refresh";

    /** Any value: a page of another origin cannot send the header without being asked first. */
    private static final String PROOF_OF_ORIGIN = "X-Requested-With";

    private final LoginAttempts attempts;
    private final Duration deviceLife;
    private final Duration refreshLife;
    private final boolean carriesRefreshToken;

    SessionCookies(LoginAttempts attempts, LockoutProperties lockout, RefreshProperties refresh) {
        this.attempts = attempts;
        this.deviceLife = lockout.deviceTtl();
        this.refreshLife = refresh.idleTtl();
        this.carriesRefreshToken = refresh.transport() == RefreshTransport.COOKIE;
    }

    /** Makes the device of this request known from now on. */
    void know(Account account, HttpHeaders answer) {
        add(answer, LoginAttempts.DEVICE_COOKIE, attempts.deviceCookie(account), deviceLife);
    }

    /** Hands the refresh token over, if that is done by a cookie. */
    void give(@Nullable OpaqueToken token, HttpHeaders answer) {
        if (carriesRefreshToken && token != null) {
            add(answer, REFRESH, token.value(), refreshLife);
        }
    }

    void takeBack(HttpHeaders answer) {
        if (carriesRefreshToken) {
            add(answer, REFRESH, "", Duration.ZERO);
        }
    }

    /** Gives the refresh token that came along with a request, from its body or from the cookie. */
    Optional<String> offered(@Nullable String inBody, HttpServletRequest request) {
        return carriesRefreshToken ? cookie(request) : Optional.ofNullable(inBody);
    }

    /**
     * Gives the refresh token that a request wants to use.
     *
     * @throws dev.gatehouse.error.ProblemException 403 if a cookie came without the header that shows whose page sent it
     */
    Optional<String> refreshToken(@Nullable String inBody, HttpServletRequest request) {
        Optional<String> token = offered(inBody, request);
        if (carriesRefreshToken && token.isPresent() && request.getHeader(PROOF_OF_ORIGIN) == null) {
            throw SessionProblems.headerMissing();
        }
        return token;
    }

    private static Optional<String> cookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> REFRESH.equals(cookie.getName()))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    private static void add(HttpHeaders answer, String name, String value, Duration life) {
        ResponseCookie cookie = ResponseCookie.from(name, value)
                .httpOnly(true)
                .secure(true)
                .sameSite("Strict")
                .path("/")
                .maxAge(life)
                .build();
        answer.add(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
