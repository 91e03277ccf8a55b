package dev.gatehouse.autoconfigure.lockout;

import dev.gatehouse.autoconfigure.PropertyRange;
import dev.gatehouse.lockout.LockoutSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When and for how long log-ins are locked.
 *
 * @param maxFailures failed log-ins of one account, or of one device, within the window that lock it, 1 or more
 * @param window how long failures count together, from the first one on, 1s to 36500d
 * @param duration how long the first lock lasts, 1s to 36500d
 * @param multiplier by how much each further lock is longer than the one before, 1 to 100
 * @param maxDuration longest lock, the first one's duration to 36500d
 * @param decay how long after its last lock and failure an account is as if it were new, 1s to 36500d
 * @param deviceTtl how long a device that logged in stays known by its cookie and has a count of its own, 1s to 36500d
 * @param ip locks of client addresses
 */
@ConfigurationProperties(LockoutProperties.PREFIX)
public record LockoutProperties(
        @DefaultValue("5") int maxFailures,
        @DefaultValue("15m") Duration window,
        @DefaultValue("30m") Duration duration,
        @DefaultValue("2") int multiplier,
        @DefaultValue("24h") Duration maxDuration,
        @DefaultValue("24h") Duration decay,
        @DefaultValue("90d") Duration deviceTtl,
        @DefaultValue Ip ip) {

    static final String PREFIX = "gatehouse.auth.lockout";

    /**
     * Checks the parts.
     *
     * @throws org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException if one is out of
     *     its range
     */
    public LockoutProperties {
        PropertyRange.within(PREFIX + ".max-failures", maxFailures, 1, Integer.MAX_VALUE);
        PropertyRange.aSecondToACentury(PREFIX + ".window", window);
        PropertyRange.aSecondToACentury(PREFIX + ".duration", duration);
        PropertyRange.within(PREFIX + ".multiplier", multiplier, 1, 100);
        PropertyRange.aSecondToACentury(PREFIX + ".max-duration", maxDuration);
        PropertyRange.require(
                PREFIX + ".max-duration",
                maxDuration,
                maxDuration.compareTo(duration) >= 0,
                "Use at least the first lock, " + PREFIX + ".duration.");
        PropertyRange.aSecondToACentury(PREFIX + ".decay", decay);
        PropertyRange.aSecondToACentury(PREFIX + ".device-ttl", deviceTtl);
    }

    LockoutSettings toSettings() {
        return new LockoutSettings(maxFailures, window, duration, multiplier, maxDuration, decay, ip.maxFailures());
    }

    /**
     * Locks of client addresses.
     *
     * @param maxFailures accounts failed from one address (of IPv6: one /64) within the window that lock the address; 0 for
     *     never
     */
    public record Ip(@DefaultValue("20") int maxFailures) {

        /**
         * Checks the number.
         *
         * @throws org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException if it is
         *     negative
         */
        public Ip {
            PropertyRange.within(PREFIX + ".ip.max-failures", maxFailures, 0, Integer.MAX_VALUE);
        }
    }
}
