package dev.gatehouse.autoconfigure.cors;

import dev.gatehouse.cors.CorsFilter;
import dev.gatehouse.cors.CorsPolicies;
import dev.gatehouse.cors.CorsPolicy;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;

/**
 * The policies for whoever asks in Spring's way, above all Spring Security. Says nothing about a request that the filter
 * has decided about: a second opinion would only know less, e.g. about a proxy that ends TLS.
 */
final class GatehouseCorsConfigurationSource implements CorsConfigurationSource {

    private final CorsPolicies policies;
    private final Map<CorsPolicy, CorsConfiguration> configurations = new ConcurrentHashMap<>();

    GatehouseCorsConfigurationSource(CorsPolicies policies) {
        this.policies = policies;
    }

    @Override
    public @Nullable CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
        CorsPolicy policy = CorsFilter.hasDecided(request) ? null : policies.of(request);
        return policy == null ? null : configurations.computeIfAbsent(policy, GatehouseCorsConfiguration::new);
    }
}
