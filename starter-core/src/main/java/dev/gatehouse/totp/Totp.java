package dev.gatehouse.totp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;

/**
 * Checks time-based one-time codes (RFC 6238). A code is good once (RFC 6238, 5.2; ASVS 5.0, 6.5.1): {@link #verify} uses its
 * step up in a store, {@link #match} leaves that to a caller who keeps the step beside the secret.
 *
 * <p>How often a user may try is not counted here; six digits need a limit (ASVS 5.0, 6.6.3). Immutable, thread-safe.
 */
public final class Totp {

    private final TotpSettings settings;
    private final InstantSource clock;

    /**
     * Creates the check.
     *
     * @param settings what codes look like
     * @param clock the time of the service; never the client's (ASVS 5.0, 6.5.8)
     */
    public Totp(TotpSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Tells which step a code belongs to.
     *
     * @param secret the user's secret
     * @param code what the user typed; blanks within are ignored, as apps show {@code 123 456}
     * @param lastUsedStep the step of the last code the user used, or -1: codes up to it are refused
     * @return the step, to be kept by a conditional write ({@code SET last = :step WHERE last < :step}) that must succeed;
     *     empty if the code is wrong, too old, too new, or used
     */
    public OptionalLong match(TotpSecret secret, String code, long lastUsedStep) {
        String digits = code.replace(" ", "");
        if (digits.length() != settings.digits()) {
            return OptionalLong.empty();
        }
        long present = step(clock.instant());
        long matched = -1;
        // All steps are computed, so that the time does not tell which one it was.
        for (long step = present - settings.window(); step <= present + settings.window(); step++) {
            boolean equal = MessageDigest.isEqual(codeAt(secret, step).getBytes(UTF_8), digits.getBytes(UTF_8));
            if (equal && step > lastUsedStep) {
                matched = Math.max(matched, step);
            }
        }
        return matched < 0 ? OptionalLong.empty() : OptionalLong.of(matched);
    }

    /**
     * Checks a code and uses it up. Of parallel uses of one code one wins.
     *
     * @param user whose secret it is
     * @param secret the user's secret
     * @param code what the user typed
     * @param steps keeps the last used step of each user
     * @return true if the code was right and not used before
     */
    public boolean verify(String user, TotpSecret secret, String code, TotpStepStore steps) {
        OptionalLong step = match(secret, code, -1);
        return step.isPresent() && steps.advance(user, step.getAsLong());
    }

    /**
     * Computes the code an app shows.
     *
     * @param secret the secret
     * @param instant when
     * @return the code
     */
    public String code(TotpSecret secret, Instant instant) {
        return codeAt(secret, step(instant));
    }

    private String codeAt(TotpSecret secret, long step) {
        return Hotp.code(secret, step, settings.digits(), settings.algorithm());
    }

    private long step(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), settings.period().toSeconds());
    }
}
