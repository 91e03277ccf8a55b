package dev.gatehouse.autoconfigure.flag;

import dev.gatehouse.web.HttpToken;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * What depends on feature flags.
 *
 * @param enabled whether feature flags are obeyed; off opens what hangs on them
 * @param apiKeyHeader name of the request header that holds an API key, to tell clients apart; not set for
 *     gatehouse.auth.api-key.header
 * @param endpoints paths that depend on a flag
 */
@ConfigurationProperties("gatehouse.feature-flags")
public record FeatureFlagProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String apiKeyHeader,
        @DefaultValue List<Endpoint> endpoints) {

    static final String PREFIX = "gatehouse.feature-flags";

    /**
     * Copies the list and checks the header.
     *
     * @throws InvalidConfigurationPropertyValueException if the header is no name of a header
     */
    public FeatureFlagProperties {
        if (apiKeyHeader != null && !HttpToken.matches(apiKeyHeader)) {
            throw new InvalidConfigurationPropertyValueException(
                    PREFIX + ".api-key-header", apiKeyHeader, "It cannot name a header. Write e.g. X-API-Key.");
        }
        endpoints = List.copyOf(endpoints);
    }

    /**
     * Paths that depend on a flag.
     *
     * @param paths path patterns as in controllers, e.g. "/checkout/**"; at least one
     * @param methods HTTP methods; GET covers HEAD; empty for any method
     * @param flag name of the flag; required
     * @param status HTTP status while the flag is off, 400 to 599
     */
    public record Endpoint(
            @DefaultValue List<String> paths,
            @DefaultValue Set<RequestMethod> methods,
            @Nullable String flag,
            @DefaultValue("404") int status) {

        /** Copies the lists. */
        public Endpoint {
            paths = List.copyOf(paths);
            methods = Set.copyOf(methods);
        }
    }
}
