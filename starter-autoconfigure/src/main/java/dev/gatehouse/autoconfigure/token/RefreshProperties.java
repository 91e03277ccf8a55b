package dev.gatehouse.autoconfigure.token;

import dev.gatehouse.autoconfigure.PropertyRange;
import dev.gatehouse.token.RefreshSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long refresh tokens hold.
 *
 * @param idleTtl how long a token waits for its use, 1s to 36500d; each use begins it anew
 * @param absoluteTtl how long a session lasts from its log-in, never extended; the idle time to 36500d
 * @param reuseGrace for how long a used token may be sent again, for clients that lost the answer, 0s to 10s; "0s" ends the
 *     session at once
 * @param transport how clients get and send the token: "body", or "cookie" (HttpOnly, Secure, SameSite=Strict)
 */
@ConfigurationProperties(RefreshProperties.PREFIX)
public record RefreshProperties(
        @DefaultValue("7d") Duration idleTtl,
        @DefaultValue("30d") Duration absoluteTtl,
        @DefaultValue("0s") Duration reuseGrace,
        @DefaultValue("body") RefreshTransport transport) {

    static final String PREFIX = "gatehouse.auth.refresh";

    /**
     * Checks the durations.
     *
     * @throws org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException if one is out of
     *     its range
     */
    public RefreshProperties {
        PropertyRange.aSecondToACentury(PREFIX + ".idle-ttl", idleTtl);
        PropertyRange.aSecondToACentury(PREFIX + ".absolute-ttl", absoluteTtl);
        PropertyRange.require(
                PREFIX + ".absolute-ttl",
                absoluteTtl,
                absoluteTtl.compareTo(idleTtl) >= 0,
                "Use at least the idle time, " + PREFIX + ".idle-ttl.");
        PropertyRange.within(PREFIX + ".reuse-grace", reuseGrace, Duration.ZERO, Duration.ofSeconds(10), "0s to 10s");
    }

    RefreshSettings toSettings() {
        return new RefreshSettings(idleTtl, absoluteTtl, reuseGrace);
    }
}
