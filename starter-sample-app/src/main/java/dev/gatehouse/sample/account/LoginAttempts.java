package dev.gatehouse.sample.account;

import dev.gatehouse.lockout.DeviceCookies;
import dev.gatehouse.lockout.GuardSubjects;
import dev.gatehouse.lockout.LoginAttempt;
import dev.gatehouse.loginid.LoginId;
import dev.gatehouse.loginid.LoginIdNormalizer;
import dev.gatehouse.net.ClientAddressResolver;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says to the guard who is trying to prove who they are, from where, and from which device. Thread-safe. */
@Component
public class LoginAttempts {

    /** The cookie of a device that has logged in before. The prefix keeps other hosts and plain HTTP from setting it. */
    public static final String DEVICE_COOKIE = "__Host-device";

    private final GuardSubjects subjects;
    private final DeviceCookies devices;
    private final LoginIdNormalizer loginIds;
    private final ClientAddressResolver addresses;
    private final HttpServletRequest request;

    LoginAttempts(
            GuardSubjects subjects,
            DeviceCookies devices,
            LoginIdNormalizer loginIds,
            ClientAddressResolver addresses,
            HttpServletRequest request) {
        this.subjects = subjects;
        this.devices = devices;
        this.loginIds = loginIds;
        this.addresses = addresses;
        this.request = request;
    }

    /**
     * Names the account by its id, so that user name and address share one count; where there is none, by what was typed.
     *
     * @param account whose log-in it is; null if there is no such account
     * @param typed the login
     */
    public LoginAttempt of(@Nullable Account account, String typed) {
        return account == null ? attempt(subject(typed), "") : of(account);
    }

    /** An attempt of somebody who is known. */
    public LoginAttempt of(Account account) {
        return attempt(subjects.known(account.id()), generation(account));
    }

    /** The subject of a login without an account. */
    public String subject(String typed) {
        LoginId id = loginIds.forLookup(typed);
        return subjects.unknown(id == null ? typed : id.key());
    }

    /** The subject of an account. */
    public String subject(UUID userId) {
        return subjects.known(userId);
    }

    /** Makes the cookie by which the device of this request is known from now on, until the password changes. */
    public String deviceCookie(Account account) {
        return devices.issue(subjects.known(account.id()), generation(account));
    }

    private LoginAttempt attempt(String subject, String generation) {
        return new LoginAttempt(subject, addresses.resolve(request).countedAs(), device(subject, generation));
    }

    /** Who had the password before has no known device any more. */
    private static String generation(Account account) {
        return String.valueOf(account.passwordChangedAt());
    }

    private @Nullable String device(String subject, String generation) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? null
                : Arrays.stream(cookies)
                        .filter(cookie -> DEVICE_COOKIE.equals(cookie.getName()))
                        .map(cookie -> devices.verify(cookie.getValue(), subject, generation))
                        .filter(device -> device != null)
                        .findFirst()
                        .orElse(null);
    }
}
