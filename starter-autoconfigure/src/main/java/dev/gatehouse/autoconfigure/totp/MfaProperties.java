package dev.gatehouse.autoconfigure.totp;

import dev.gatehouse.autoconfigure.PropertyRange;
import dev.gatehouse.totp.TotpSettings;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The second factor. Codes are those that all authenticator apps know: 6 digits, 30 s, SHA-1.
 *
 * @param issuer name of the service as authenticator apps show it, without a colon; empty for that of
 *     spring.application.name
 * @param window how many periods of 30 s before and after the present one a code is accepted too, 0 to 2
 * @param challengeTtl how long a log-in waits for its second factor, 1s to 1h
 * @param challengeAttempts how many codes may be tried for one log-in, 1 to 100
 * @param userAttemptsPerHour how many codes may be tried for one user in an hour, 1 to 1000
 * @param requiredRoles roles whose users must have a second factor; empty for none
 */
@ConfigurationProperties(MfaProperties.PREFIX)
public record MfaProperties(
        @Nullable String issuer,
        @DefaultValue("1") int window,
        @DefaultValue("5m") Duration challengeTtl,
        @DefaultValue("5") int challengeAttempts,
        @DefaultValue("10") int userAttemptsPerHour,
        @DefaultValue("admin") List<String> requiredRoles) {

    static final String PREFIX = "gatehouse.auth.mfa";

    /**
     * Copies the list and checks the parts.
     *
     * @throws org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException if one is out of
     *     its range
     */
    public MfaProperties {
        requiredRoles = requiredRoles.stream().filter(role -> !role.isBlank()).toList();
        PropertyRange.require(
                PREFIX + ".issuer",
                issuer,
                issuer == null || issuer.indexOf(':') < 0,
                "Write the name without a colon, which separates it from the user.");
        PropertyRange.within(PREFIX + ".window", window, 0, 2);
        PropertyRange.within(
                PREFIX + ".challenge-ttl", challengeTtl, Duration.ofSeconds(1), Duration.ofHours(1), "1s to 1h");
        PropertyRange.within(PREFIX + ".challenge-attempts", challengeAttempts, 1, 100);
        PropertyRange.within(PREFIX + ".user-attempts-per-hour", userAttemptsPerHour, 1, 1000);
    }

    TotpSettings toSettings() {
        TotpSettings usual = TotpSettings.defaults();
        return new TotpSettings(usual.digits(), usual.period(), window, usual.algorithm());
    }
}
