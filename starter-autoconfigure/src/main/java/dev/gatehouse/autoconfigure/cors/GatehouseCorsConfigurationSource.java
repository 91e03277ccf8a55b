package dev.gatehouse.autoconfigure.cors;

import dev.gatehouse.cors.CorsFilter;
import dev.gatehouse.cors.CorsPolicies;
import dev.gatehouse.cors.CorsPolicy;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;

/**
 * The policies for whoever asks in Spring's way, above all Spring Security. Says nothing about a request that the filter
 * has decided about: a second opinion would only know less, e.g. about a proxy that ends TLS. Where no policy holds, what
 * Spring MVC knows of the controllers counts, which Spring Security would have asked without this source.
 */
final class GatehouseCorsConfigurationSource implements CorsConfigurationSource {

    private final CorsPolicies policies;
    private final SingletonSupplier<CorsConfigurationSource> springMvc;
    private final Map<CorsPolicy, CorsConfiguration> configurations = new ConcurrentHashMap<>();

    GatehouseCorsConfigurationSource(CorsPolicies policies, ObjectProvider<CorsConfigurationSource> springMvc) {
        this.policies = policies;
        this.springMvc = SingletonSupplier.of(() -> springMvc.getIfAvailable(() -> request -> null));
    }

    @Override
    public @Nullable CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
        if (CorsFilter.hasDecided(request)) {
            return null;
        }
        CorsPolicy policy = policies.of(request);
        return policy == null
                ? springMvc.obtain().getCorsConfiguration(request)
                : configurations.computeIfAbsent(policy, GatehouseCorsConfiguration::new);
    }
}
