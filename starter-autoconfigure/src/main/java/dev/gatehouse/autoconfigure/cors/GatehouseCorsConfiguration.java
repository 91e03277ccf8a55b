package dev.gatehouse.autoconfigure.cors;

import dev.gatehouse.cors.CorsPolicy;
import dev.gatehouse.cors.CorsSettings;
import dev.gatehouse.net.Origin;
import org.jspecify.annotations.Nullable;
import org.springframework.web.cors.CorsConfiguration;

/**
 * A policy as Spring sees it. Only the origins are compared in another way: parsed, where Spring matches text. Patterns
 * are not handed to Spring, so that a copy of this configuration does not match them as text either.
 */
final class GatehouseCorsConfiguration extends CorsConfiguration {

    private final CorsPolicy policy;

    GatehouseCorsConfiguration(CorsPolicy policy) {
        CorsSettings settings = policy.settings();
        this.policy = policy;
        setAllowedOrigins(settings.allowedOrigins().stream()
                .filter(pattern -> pattern.isAny() || pattern.single() != null)
                .map(Object::toString)
                .toList());
        setAllowedMethods(settings.allowedMethods());
        setAllowedHeaders(settings.allowedHeaders());
        setExposedHeaders(settings.exposedHeaders());
        setAllowCredentials(settings.allowCredentials());
        setMaxAge(settings.maxAge());
    }

    @Override
    public @Nullable String checkOrigin(@Nullable String text) {
        Origin origin = text == null ? null : Origin.parse(text);
        return origin == null ? null : policy.allowedOrigin(origin);
    }
}
