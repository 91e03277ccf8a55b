package dev.gatehouse.autoconfigure.health;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;

/**
 * The registry as everybody sees it: each contributor answers in time, whenever it was registered. Reactive contributors
 * are in it, too, since Actuator would ask them without a limit.
 */
final class BoundedRegistry implements HealthContributorRegistry {

    private final HealthContributorRegistry registry;
    private final ContributorChecks checks;
    private final BoundedContributors bounded;

    BoundedRegistry(
            HealthContributorRegistry registry,
            @Nullable ReactiveHealthContributorRegistry reactive,
            ContributorChecks checks) {
        this.registry = registry;
        this.checks = checks;
        HealthContributors all =
                reactive == null ? registry : HealthContributors.of(registry, reactive.asHealthContributors());
        this.bounded = new BoundedContributors(all, "", checks);
    }

    @Override
    public void registerContributor(String name, HealthContributor contributor) {
        registry.registerContributor(name, contributor);
    }

    @Override
    public @Nullable HealthContributor unregisterContributor(String name) {
        HealthContributor unregistered = registry.unregisterContributor(name);
        checks.forget(name);
        return unregistered;
    }

    @Override
    public @Nullable HealthContributor getContributor(String name) {
        return bounded.getContributor(name);
    }

    @Override
    public Stream<Entry> stream() {
        return bounded.stream();
    }
}
