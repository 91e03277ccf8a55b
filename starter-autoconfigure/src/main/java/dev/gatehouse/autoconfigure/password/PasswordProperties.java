package dev.gatehouse.autoconfigure.password;

import dev.gatehouse.autoconfigure.PropertyRange;
import dev.gatehouse.password.Argon2Parameters;
import dev.gatehouse.password.HibpSettings;
import dev.gatehouse.password.PasswordHasherSettings;
import dev.gatehouse.password.PasswordPolicySettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * What passwords must be, and how they are hashed.
 *
 * @param minLength least number of characters, 8 to 64; NIST asks for 15 where there is no second factor
 * @param maxLength greatest number of characters, 64 to 1024
 * @param blocklist "bundled" for the bundled rules alone, or the location of a list of further passwords to refuse, one a
 *     line, e.g. "file:/etc/shop/passwords.txt"
 * @param contextWords names of the product and the company, which make weak passwords here; not set for
 *     spring.application.name, empty for none
 * @param hibp whether a password is known from a breach, by Have I Been Pwned
 * @param argon2 cost of a hash
 */
@ConfigurationProperties(PasswordProperties.PREFIX)
public record PasswordProperties(
        @DefaultValue("12") int minLength,
        @DefaultValue("128") int maxLength,
        @DefaultValue(PasswordProperties.BUNDLED) String blocklist,
        @Nullable List<String> contextWords,
        @DefaultValue Hibp hibp,
        @DefaultValue Argon2 argon2) {

    static final String PREFIX = "gatehouse.auth.password";
    static final String BUNDLED = "bundled";

    /**
     * Copies the list and checks the lengths.
     *
     * @throws InvalidConfigurationPropertyValueException if one is out of its range
     */
    public PasswordProperties {
        contextWords = contextWords == null ? null : List.copyOf(contextWords);
        PropertyRange.within(PREFIX + ".min-length", minLength, 8, 64);
        PropertyRange.within(PREFIX + ".max-length", maxLength, 64, 1024);
    }

    boolean hasBlocklist() {
        return !blocklist.isBlank() && !BUNDLED.equals(blocklist);
    }

    PasswordPolicySettings toPolicySettings(String applicationName) {
        List<String> words = applicationName.isBlank() ? List.of() : List.of(applicationName);
        return new PasswordPolicySettings(minLength, maxLength, Objects.requireNonNullElse(contextWords, words));
    }

    /**
     * Whether a password is known from a breach, by Have I Been Pwned. Only five digits of its SHA-1 leave the service.
     *
     * @param enabled whether Have I Been Pwned is asked about new passwords; without an answer in time they pass
     * @param baseUrl where the service is, without a slash at its end
     * @param timeout how long an answer may take in all, 1ms to 1m
     */
    public record Hibp(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("https://api.pwnedpasswords.com") URI baseUrl,
            @DefaultValue("1s") Duration timeout) {

        /**
         * Checks the parts.
         *
         * @throws InvalidConfigurationPropertyValueException if one is out of its range
         */
        public Hibp {
            PropertyRange.within(
                    PREFIX + ".hibp.timeout", timeout, Duration.ofMillis(1), Duration.ofMinutes(1), "1ms to 1m");
            PropertyRange.service(PREFIX + ".hibp.base-url", baseUrl);
        }

        HibpSettings toSettings() {
            return new HibpSettings(baseUrl, timeout);
        }
    }

    /**
     * Cost of a hash with Argon2id.
     *
     * @param preset cost by name: "owasp-19m" (19456 KiB, 2 passes) or "owasp-7m" (7168 KiB, 5 passes), as strong and
     *     gentler under load; "unsafe-for-tests" (64 KiB, 1 pass), which protects nothing and is refused in production
     * @param memory memory in KiB, 7168 to 1048576; empty for that of the preset
     * @param iterations passes over the memory, 1 to 20; empty for those of the preset
     * @param parallelism lanes, 1 to 16; empty for those of the preset
     * @param permits how many hashes are computed at a time, 1 to 1024; empty for the number of cores
     * @param maxStoredMemory most memory in KiB that a stored hash may ask for, 7168 to 1048576 and not below that of a new
     *     one; others are not verified, so keep it when the memory is lowered; empty for 65536, or that of a new one if it is more
     * @param maxStoredIterations most passes that a stored hash may ask for, 1 to 100 and not below those of a new one; empty
     *     for 20
     * @param maxWait how long a request waits for its turn before it is answered with 503, 0s to 1m
     */
    public record Argon2(
            @DefaultValue("owasp-19m") String preset,
            @Nullable Integer memory,
            @Nullable Integer iterations,
            @Nullable Integer parallelism,
            @Nullable Integer permits,
            @Nullable Integer maxStoredMemory,
            @Nullable Integer maxStoredIterations,
            @DefaultValue("2s") Duration maxWait) {

        private static final String ARGON2 = PREFIX + ".argon2";

        /**
         * Checks the parts.
         *
         * @throws InvalidConfigurationPropertyValueException if one is out of its range, or the cost is too low
         */
        public Argon2 {
            within(".memory", memory, 7_168, 1_048_576);
            within(".iterations", iterations, 1, 20);
            within(".parallelism", parallelism, 1, 16);
            within(".permits", permits, 1, 1024);
            PropertyRange.within(ARGON2 + ".max-wait", maxWait, Duration.ZERO, Duration.ofMinutes(1), "0s to 1m");
            within(".max-stored-memory", maxStoredMemory, 7_168, 1_048_576);
            within(".max-stored-iterations", maxStoredIterations, 1, 100);
            Argon2Parameters cost = parameters(preset, memory, iterations, parallelism);
            notBelow(".max-stored-memory", maxStoredMemory, cost.memory());
            notBelow(".max-stored-iterations", maxStoredIterations, cost.iterations());
        }

        PasswordHasherSettings toSettings() {
            PasswordHasherSettings usual =
                    PasswordHasherSettings.of(parameters(preset, memory, iterations, parallelism));
            return new PasswordHasherSettings(
                    usual.parameters(),
                    Objects.requireNonNullElse(permits, usual.permits()),
                    maxWait,
                    Objects.requireNonNullElse(maxStoredMemory, usual.maxStoredMemory()),
                    Objects.requireNonNullElse(maxStoredIterations, usual.maxStoredIterations()));
        }

        boolean isForTests() {
            return parameters(preset, memory, iterations, parallelism).isForTests();
        }

        private static void notBelow(String property, @Nullable Integer value, int cost) {
            PropertyRange.require(
                    ARGON2 + property,
                    value,
                    value == null || value >= cost,
                    "That is below what a new one costs. Use " + cost + " or more.");
        }

        private static void within(String property, @Nullable Integer value, int least, int most) {
            if (value != null) {
                PropertyRange.within(ARGON2 + property, value, least, most);
            }
        }

        private static Argon2Parameters parameters(
                String preset, @Nullable Integer memory, @Nullable Integer iterations, @Nullable Integer parallelism) {
            Argon2Parameters base = named(preset);
            try {
                return new Argon2Parameters(
                        Objects.requireNonNullElse(memory, base.memory()),
                        Objects.requireNonNullElse(iterations, base.iterations()),
                        Objects.requireNonNullElse(parallelism, base.parallelism()));
            } catch (IllegalArgumentException e) {
                throw new InvalidConfigurationPropertyValueException(
                        ARGON2 + (memory == null ? ".iterations" : ".memory"),
                        memory == null ? iterations : memory,
                        e.getMessage());
            }
        }

        private static Argon2Parameters named(String preset) {
            try {
                return Argon2Parameters.of(preset);
            } catch (IllegalArgumentException e) {
                throw new InvalidConfigurationPropertyValueException(ARGON2 + ".preset", preset, e.getMessage());
            }
        }
    }
}
