package dev.gatehouse.password;

import java.time.Duration;

/**
 * How passwords are hashed.
 *
 * @param parameters the cost of a new hash
 * @param permits how many hashes are computed at a time, 1 or more; more than there are cores only makes all of them slower
 * @param maxWait how long a request waits for its turn, 0 or more
 * @param maxStoredMemory the most memory, in KiB, a stored hash may ask for; others are refused unread. When the cost of new
 *     hashes is lowered, still that of those before
 * @param maxStoredIterations the most passes a stored hash may ask for
 */
public record PasswordHasherSettings(
        Argon2Parameters parameters, int permits, Duration maxWait, int maxStoredMemory, int maxStoredIterations) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if one is out of its range, or a stored hash may not even cost what a new one does
     */
    public PasswordHasherSettings {
        if (permits < 1) {
            throw new IllegalArgumentException(
                    permits + " hashes at a time would let nobody log in. Use 1 or more, best the number of cores.");
        }
        if (maxWait.isNegative()) {
            throw new IllegalArgumentException("A log-in cannot wait for " + maxWait + ". Use 0s or more.");
        }
        if (maxStoredMemory < parameters.memory() || maxStoredIterations < parameters.iterations()) {
            throw new IllegalArgumentException(
                    "Stored hashes may ask for " + maxStoredMemory + " KiB and " + maxStoredIterations
                            + " iterations, new ones ask for more. Raise the limit to their cost at least.");
        }
    }

    /**
     * Gives the settings for a cost.
     *
     * @param parameters the cost of a new hash
     * @return one permit per core, 2 s of waiting, stored hashes up to 64 MiB (or the cost of a new one) and 20 passes
     */
    public static PasswordHasherSettings of(Argon2Parameters parameters) {
        return new PasswordHasherSettings(
                parameters,
                Runtime.getRuntime().availableProcessors(),
                Duration.ofSeconds(2),
                Math.max(65_536, parameters.memory()),
                20);
    }

    /**
     * Gives the usual settings.
     *
     * @return those for {@link Argon2Parameters#OWASP_19M}
     */
    public static PasswordHasherSettings defaults() {
        return of(Argon2Parameters.OWASP_19M);
    }
}
