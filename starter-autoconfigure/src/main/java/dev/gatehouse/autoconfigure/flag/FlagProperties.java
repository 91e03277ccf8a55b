package dev.gatehouse.autoconfigure.flag;

import dev.gatehouse.flag.Flag;
import dev.gatehouse.flag.FlagKey;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The feature flags.
 *
 * @param flags feature flags by their names: true, false or a percentage of clients such as "25%"; or below the name
 *     "enabled", "percentage" (0 to 100) and "key" (auto, user, api-key or ip), by which clients are told apart
 */
@ConfigurationProperties("gatehouse")
public record FlagProperties(@DefaultValue Map<String, Setting> flags) {

    /** Copies the map. */
    public FlagProperties {
        flags = Map.copyOf(flags);
    }

    /**
     * One flag.
     *
     * @param enabled whether the flag is on at all
     * @param percentage percentage of clients for which it is on, 0 to 100
     * @param key by what clients are told apart
     */
    public record Setting(
            @Nullable Boolean enabled,
            @Nullable Double percentage,
            @DefaultValue("auto") FlagKey key) {

        /**
         * Reads a flag in one word.
         *
         * @param text true, false or a percentage such as 25%
         * @return the setting
         */
        public static Setting of(String text) {
            Flag flag = Flag.of(text);
            return new Setting(flag.enabled(), flag.percentage(), flag.key());
        }

        /**
         * Reads a flag that a YAML file has as a boolean.
         *
         * @param enabled whether it is on
         * @return the setting
         */
        public static Setting of(Boolean enabled) {
            return new Setting(enabled, null, FlagKey.AUTO);
        }

        /**
         * Refuses a number: nobody knows of what.
         *
         * @param number the number
         * @return nothing
         * @throws IllegalArgumentException always; the message says what to write
         */
        public static Setting of(Integer number) {
            return of(number.toString());
        }

        /**
         * Refuses a great number, as {@link #of(Integer)} does.
         *
         * @param number the number
         * @return nothing
         * @throws IllegalArgumentException always; the message says what to write
         */
        public static Setting of(Long number) {
            return of(number.toString());
        }

        /**
         * Refuses a fraction, as {@link #of(Integer)} does.
         *
         * @param number the number
         * @return nothing
         * @throws IllegalArgumentException always; the message says what to write
         */
        public static Setting of(Double number) {
            return of(number.toString());
        }

        boolean isEmpty() {
            return enabled == null && percentage == null;
        }

        Flag toFlag() {
            return new Flag(
                    Objects.requireNonNullElse(enabled, true), Objects.requireNonNullElse(percentage, 100.0), key);
        }
    }
}
