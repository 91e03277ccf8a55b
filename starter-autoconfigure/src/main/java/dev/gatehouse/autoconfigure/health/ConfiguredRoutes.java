package dev.gatehouse.autoconfigure.health;

import dev.gatehouse.health.HealthEndpoint;
import dev.gatehouse.health.HealthGuard;
import dev.gatehouse.health.HealthRoute;
import dev.gatehouse.health.HealthSection;
import dev.gatehouse.health.HealthToken;
import dev.gatehouse.health.StatusEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The endpoints as the properties say. What nobody could be let in to is not there. */
final class ConfiguredRoutes {

    private final HealthProperties properties;
    private final ServiceHealth health;
    private final @Nullable UserAuthorities users;

    ConfiguredRoutes(HealthProperties properties, ServiceHealth health, @Nullable UserAuthorities users) {
        this.properties = properties;
        this.health = health;
        this.users = users;
    }

    List<HealthRoute> toRoutes(
            Map<String, String> identity, List<HealthSection> sections, @Nullable HealthEndpoint metrics) {
        String base = properties.basePath();
        List<HealthRoute> routes = new ArrayList<>();
        Map<String, String> told = properties.identity() ? identity : Map.of();
        routes.add(new HealthRoute(base, new StatusEndpoint(health::whole, told), null));
        routes.add(new HealthRoute(base + "/ping", StatusEndpoint.ping(), null));
        routes.add(new HealthRoute(base + "/live", new StatusEndpoint(health::live), null));
        routes.add(new HealthRoute(base + "/ready", new StatusEndpoint(health::ready), null));
        HealthGuard detailed = guard(properties.detailedToken(), properties.detailedAuthority());
        if (detailed != null) {
            HealthEndpoint endpoint = new DetailedEndpoint(health, identity, sections);
            routes.add(new HealthRoute(base + "/detailed", endpoint, detailed));
        }
        HealthGuard scrape = guard(properties.scrapeToken(), properties.metricsAuthority());
        if (metrics != null && scrape != null) {
            String first = base + "/metrics";
            routes.add(new HealthRoute(first, metrics, scrape));
            if (!properties.metricsPath().isEmpty() && !properties.metricsPath().equals(first)) {
                routes.add(new HealthRoute(properties.metricsPath(), metrics, scrape));
            }
        }
        return routes;
    }

    private @Nullable HealthGuard guard(@Nullable HealthToken token, String authority) {
        if (token == null && users == null) {
            return null;
        }
        return new HealthGuard(token, (users == null ? new RequestUsers() : users).having(authority));
    }
}
