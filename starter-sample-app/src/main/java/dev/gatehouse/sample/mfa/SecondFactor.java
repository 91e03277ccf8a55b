package dev.gatehouse.sample.mfa;

import dev.gatehouse.autoconfigure.authentication.AuthenticationFailureReason;
import dev.gatehouse.autoconfigure.authentication.AuthenticationFailures;
import dev.gatehouse.autoconfigure.totp.MfaProperties;
import dev.gatehouse.secret.SecretBox;
import dev.gatehouse.totp.Totp;
import dev.gatehouse.totp.TotpSecret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Judges second factors. A code is good once; ten may be tried in an hour, of whatever kind and wherever, or six digits
 * would be guessed some day (ASVS 5.0, 6.6.3). Not inside a transaction that may roll back: a try counts although the
 * request fails. Thread-safe.
 */
@Component
public class SecondFactor {

    private static final Duration HOUR = Duration.ofHours(1);

    private final TotpTable totps;
    private final RecoveryCodeTable recoveryCodes;
    private final Totp totp;
    private final SecretBox box;
    private final int triesPerHour;
    private final AuthenticationFailures failures;
    private final Clock clock;

    SecondFactor(
            TotpTable totps,
            RecoveryCodeTable recoveryCodes,
            Totp totp,
            @Qualifier("totpSecretBox") SecretBox box,
            MfaProperties properties,
            AuthenticationFailures failures,
            Clock clock) {
        this.totps = totps;
        this.recoveryCodes = recoveryCodes;
        this.totp = totp;
        this.box = box;
        this.triesPerHour = properties.userAttemptsPerHour();
        this.failures = failures;
        this.clock = clock;
    }

    /** Tells whether a user has set one up. */
    public boolean isEnabled(UUID userId) {
        return totps.find(userId).map(row -> row.confirmedAt() != null).orElse(false);
    }

    /**
     * Judges what a user sent, and uses it up.
     *
     * @param code what an authenticator shows; null if the client sent none
     * @param recoveryCode a recovery code instead; null if the client sent none
     * @return how the user has proven to hold the factor, as in {@code amr} (RFC 8176)
     * @throws dev.gatehouse.error.ProblemException 401 {@code mfa_invalid}; 423 after too many tries
     */
    public List<String> require(UUID userId, @Nullable String code, @Nullable String recoveryCode) {
        Instant now = clock.instant();
        countTry(userId, now);
        if (code != null && isGood(userId, code)) {
            totps.forgetTries(userId);
            return List.of("otp");
        }
        if (recoveryCode != null && recoveryCodes.use(userId, recoveryCode, now)) {
            totps.forgetTries(userId);
            // A code of a list is a one-time password, too; the second word says of which kind.
            return List.of("otp", "rec");
        }
        failures.count(AuthenticationFailureReason.MFA);
        throw MfaProblems.invalid();
    }

    /** Finds the step of the code that confirms a set-up. */
    OptionalLong confirms(UUID userId, TotpRow row, String code) {
        countTry(userId, clock.instant());
        return totp.match(secret(userId, row), code, -1);
    }

    String seal(UUID userId, TotpSecret secret) {
        return box.seal(secret.toBytes(), place(userId));
    }

    private void countTry(UUID userId, Instant now) {
        if (!totps.countTry(userId, triesPerHour, now.minus(HOUR), now)) {
            failures.count(AuthenticationFailureReason.LOCKED);
            throw MfaProblems.tooManyTries(untilNextTry(userId, now));
        }
    }

    private boolean isGood(UUID userId, String code) {
        return totps.find(userId)
                .filter(row -> row.confirmedAt() != null)
                .map(row -> totp.verify(userId.toString(), secret(userId, row), code, totps))
                .orElse(false);
    }

    private TotpSecret secret(UUID userId, TotpRow row) {
        return TotpSecret.of(box.open(row.sealedSecret(), place(userId)));
    }

    private Duration untilNextTry(UUID userId, Instant now) {
        return totps.firstTry(userId)
                .map(first -> Duration.between(now, first.plus(HOUR)))
                .orElse(HOUR);
    }

    private static String place(UUID userId) {
        return "mfa_totp:" + userId;
    }
}
