package dev.gatehouse.autoconfigure.health;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;

/** Contributors, each of which answers in time. */
final class BoundedContributors implements CompositeHealthContributor {

    private final HealthContributors contributors;
    private final String prefix;
    private final ContributorChecks checks;

    BoundedContributors(HealthContributors contributors, String prefix, ContributorChecks checks) {
        this.contributors = contributors;
        this.prefix = prefix;
        this.checks = checks;
    }

    @Override
    public @Nullable HealthContributor getContributor(String name) {
        HealthContributor contributor = contributors.getContributor(name);
        return contributor == null ? null : checks.bound(prefix + name, contributor);
    }

    @Override
    public Stream<Entry> stream() {
        List<Entry> entries = contributors.stream().toList();
        checks.retain(prefix, entries.stream().map(Entry::name).collect(Collectors.toSet()));
        return entries.stream()
                .map(entry -> new Entry(
                        entry.name(),
                        Objects.requireNonNull(checks.bound(prefix + entry.name(), entry.contributor()))));
    }
}
