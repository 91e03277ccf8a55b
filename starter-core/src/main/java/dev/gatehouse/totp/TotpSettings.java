package dev.gatehouse.totp;

import java.time.Duration;

/**
 * What one-time codes look like and how long they hold.
 *
 * @param digits digits of a code, 6 to 8
 * @param period how long one code is shown, whole seconds, 15 s to 5 min
 * @param window how many periods before and after the present one are accepted too, 0 to 2; ASVS 5.0, 6.5.5 wants 0 at 30 s
 * @param algorithm the hash
 */
public record TotpSettings(int digits, Duration period, int window, TotpAlgorithm algorithm) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public TotpSettings {
        if (digits < 6 || digits > 8) {
            throw new IllegalArgumentException("A one-time code cannot have " + digits + " digits. Use 6 to 8.");
        }
        if (period.toSeconds() < 15 || period.compareTo(Duration.ofMinutes(5)) > 0 || period.getNano() != 0) {
            throw new IllegalArgumentException(
                    "A one-time code cannot hold for " + period + ". Use whole seconds from 15s to 5m.");
        }
        if (window < 0 || window > 2) {
            throw new IllegalArgumentException("A window of " + window + " periods is not allowed. Use 0, 1 or 2.");
        }
    }

    /**
     * Gives what all authenticator apps know.
     *
     * @return 6 digits, 30 s, one period before and after, SHA-1
     */
    public static TotpSettings defaults() {
        return new TotpSettings(6, Duration.ofSeconds(30), 1, TotpAlgorithm.SHA1);
    }
}
