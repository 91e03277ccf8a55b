package dev.gatehouse.autoconfigure.limits;

import dev.gatehouse.limits.BodyRate;
import dev.gatehouse.limits.EncodedBodies;
import dev.gatehouse.limits.HeaderLimits;
import dev.gatehouse.limits.MediaRange;
import dev.gatehouse.limits.QueryLimits;
import dev.gatehouse.limits.RequestLimitsSettings;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * What a request may be.
 *
 * @param enabled whether requests are limited in size and shape, in time and in number
 * @param maxBodySize largest body of a request, whoever reads it; 0 for no body at all
 * @param bodies limits for the bodies of some requests; the first that covers a request holds instead of max-body-size
 * @param minBodyRate how many bytes of a body have to arrive in a second, on the average and beyond body-grace; 0 for
 *     any pace
 * @param bodyGrace how long a client may take to send a body at whatever pace; 0 for no grace
 * @param encodedBodies what becomes of a body with a Content-Encoding such as gzip: "refuse" for 415, or "pass" where
 *     the application decodes it and bounds the decoded size
 * @param maxPathLength longest path in characters as sent, 1 or more
 * @param maxQueryLength longest query in characters as sent, 0 or more
 * @param maxQueryParameters most parameters in the query, 0 or more
 * @param maxQueryNameLength longest name of a query parameter in characters after decoding, 1 or more
 * @param maxQueryValueLength longest value of a query parameter in characters after decoding, 0 or more
 * @param maxQueryDuplicates how often a query parameter may occur, 1 or more
 * @param maxQueryDepth how many opening brackets the name of a query parameter may have, 0 or more
 * @param maxHeaders most headers, 1 or more; the container has a limit of its own
 * @param maxHeaderSize largest header, name and value together, 1B or more; the container limits all of them together
 * @param maxJsonDepth how deep objects and arrays may be nested in a JSON body, 1 or more
 * @param uniqueJsonKeys whether a JSON body with the same key twice in an object is refused
 */
@ConfigurationProperties("gatehouse.request-limits")
public record RequestLimitsProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("10MB") DataSize maxBodySize,
        @DefaultValue List<Body> bodies,
        @DefaultValue("500B") DataSize minBodyRate,
        @DefaultValue("10s") Duration bodyGrace,
        @DefaultValue("refuse") EncodedBodies encodedBodies,
        @DefaultValue("2048") int maxPathLength,
        @DefaultValue("4096") int maxQueryLength,
        @DefaultValue("100") int maxQueryParameters,
        @DefaultValue("256") int maxQueryNameLength,
        @DefaultValue("4096") int maxQueryValueLength,
        @DefaultValue("50") int maxQueryDuplicates,
        @DefaultValue("10") int maxQueryDepth,
        @DefaultValue("100") int maxHeaders,
        @DefaultValue("8KB") DataSize maxHeaderSize,
        @DefaultValue("64") int maxJsonDepth,
        @DefaultValue("true") boolean uniqueJsonKeys) {

    private static final String PREFIX = "gatehouse.request-limits.";

    /**
     * Copies the list and checks the ranges.
     *
     * @throws InvalidConfigurationPropertyValueException if a value is out of its range
     */
    public RequestLimitsProperties {
        bodies = List.copyOf(bodies);
        require(!maxBodySize.isNegative(), "max-body-size", maxBodySize, "Use 0B or more, e.g. 10MB.");
        require(!minBodyRate.isNegative(), "min-body-rate", minBodyRate, "Use 0B or more, e.g. 500B.");
        require(!bodyGrace.isNegative(), "body-grace", bodyGrace, "Use 0s or more, e.g. 10s.");
        requireAtLeast(1, "max-path-length", maxPathLength);
        requireAtLeast(0, "max-query-length", maxQueryLength);
        requireAtLeast(0, "max-query-parameters", maxQueryParameters);
        requireAtLeast(1, "max-query-name-length", maxQueryNameLength);
        requireAtLeast(0, "max-query-value-length", maxQueryValueLength);
        requireAtLeast(1, "max-query-duplicates", maxQueryDuplicates);
        requireAtLeast(0, "max-query-depth", maxQueryDepth);
        requireAtLeast(1, "max-headers", maxHeaders);
        require(
                maxHeaderSize.toBytes() >= 1 && maxHeaderSize.toBytes() <= Integer.MAX_VALUE,
                "max-header-size",
                maxHeaderSize,
                "Use 1B or more, e.g. 8KB.");
        requireAtLeast(1, "max-json-depth", maxJsonDepth);
    }

    RequestLimitsSettings toSettings() {
        return new RequestLimitsSettings(
                new BodyRate(minBodyRate.toBytes(), bodyGrace),
                encodedBodies,
                new QueryLimits(
                        maxQueryLength,
                        maxQueryParameters,
                        maxQueryNameLength,
                        maxQueryValueLength,
                        maxQueryDuplicates,
                        maxQueryDepth),
                new HeaderLimits(maxHeaders, (int) maxHeaderSize.toBytes()),
                maxPathLength);
    }

    private static void requireAtLeast(int minimum, String name, int value) {
        require(value >= minimum, name, value, "Use " + minimum + " or more.");
    }

    private static void require(boolean holds, String name, Object value, String reason) {
        if (!holds) {
            throw new InvalidConfigurationPropertyValueException(PREFIX + name, value, reason);
        }
    }

    /**
     * A limit for the bodies of some requests.
     *
     * @param paths path patterns as in controllers, e.g. "/files/**"; empty for any path
     * @param mediaTypes types of body, e.g. "application/json", "image/*" or "application/*+json"; empty for any type
     * @param maxSize largest body; required
     */
    public record Body(
            @DefaultValue List<String> paths,
            @DefaultValue List<MediaRange> mediaTypes,
            @Nullable DataSize maxSize) {

        /** Copies the lists. */
        public Body {
            paths = List.copyOf(paths);
            mediaTypes = List.copyOf(mediaTypes);
        }
    }
}
