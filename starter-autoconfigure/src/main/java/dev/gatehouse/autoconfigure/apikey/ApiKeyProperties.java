package dev.gatehouse.autoconfigure.apikey;

import dev.gatehouse.autoconfigure.PropertyRange;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What API keys look like and how long they hold.
 *
 * @param prefix first part of every key, 1 to 16 lower-case letters and digits; secret scanners find keys by it
 * @param environment second part of every key, 1 to 16 lower-case letters and digits: keys of another environment are none;
 *     empty for "live" in production and "test" elsewhere
 * @param defaultTtl life of a key that is made without one, 1s to the longest life
 * @param maxTtl longest life of a key, 1s to 36500d
 * @param header header that holds the key, also for rate limits and feature flags
 */
@ConfigurationProperties(ApiKeyProperties.PREFIX)
public record ApiKeyProperties(
        @DefaultValue("gh") String prefix,
        @Nullable String environment,
        @DefaultValue("90d") Duration defaultTtl,
        @DefaultValue("365d") Duration maxTtl,
        @DefaultValue("X-API-Key") String header) {

    static final String PREFIX = "gatehouse.auth.api-key";
    private static final String NAME = "[a-z0-9]{1,16}";
    private static final String NAME_REMEDY = "Write 1 to 16 lower-case letters and digits.";

    /**
     * Checks the parts.
     *
     * @throws org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException if one is out of
     *     its range
     */
    public ApiKeyProperties {
        environment = environment == null || environment.isBlank() ? null : environment;
        PropertyRange.require(PREFIX + ".prefix", prefix, prefix.matches(NAME), NAME_REMEDY);
        PropertyRange.require(
                PREFIX + ".environment", environment, environment == null || environment.matches(NAME), NAME_REMEDY);
        PropertyRange.aSecondToACentury(PREFIX + ".max-ttl", maxTtl);
        PropertyRange.require(
                PREFIX + ".default-ttl",
                defaultTtl,
                defaultTtl.compareTo(Duration.ofSeconds(1)) >= 0 && defaultTtl.compareTo(maxTtl) <= 0,
                "Use 1s to the longest life, " + PREFIX + ".max-ttl.");
        PropertyRange.require(
                PREFIX + ".header",
                header,
                header.matches("[A-Za-z0-9-]+") && !"authorization".equalsIgnoreCase(header),
                "Write the name of a header of its own, e.g. X-API-Key.");
    }
}
