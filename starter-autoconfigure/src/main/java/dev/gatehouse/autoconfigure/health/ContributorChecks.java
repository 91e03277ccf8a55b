package dev.gatehouse.autoconfigure.health;

import dev.gatehouse.health.CachedCheck;
import dev.gatehouse.health.HealthCheck;
import dev.gatehouse.health.HealthChecker;
import dev.gatehouse.health.HealthPart;
import dev.gatehouse.health.HealthReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.application.LivenessStateHealthIndicator;
import org.springframework.boot.health.application.ReadinessStateHealthIndicator;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.PingHealthIndicator;

/** The checks of all contributors, one for each name, however often and by whomever it is asked for. */
final class ContributorChecks implements HealthParts {

    /** These read a field, and what they tell must not be late. One of the application's own kind is a part like any. */
    private static final Set<Class<? extends HealthIndicator>> LOOK_AT_NOTHING =
            Set.of(LivenessStateHealthIndicator.class, ReadinessStateHealthIndicator.class, PingHealthIndicator.class);

    private final HealthChecker checker;
    private final PartPolicy policy;
    private final CheckRefinement refinement;
    private final Supplier<HttpCodeStatusMapper> statuses;
    private final Supplier<HealthContributors> registry;
    private final ConcurrentMap<String, BoundedIndicator> byName = new ConcurrentHashMap<>();

    ContributorChecks(
            HealthChecker checker,
            PartPolicy policy,
            CheckRefinement refinement,
            Supplier<HttpCodeStatusMapper> statuses,
            Supplier<HealthContributors> registry) {
        this.checker = checker;
        this.policy = policy;
        this.refinement = refinement;
        this.statuses = statuses;
        this.registry = registry;
    }

    HealthContributor bound(String name, HealthContributor contributor) {
        if (contributor instanceof BoundedIndicator || contributor instanceof BoundedContributors) {
            return contributor;
        }
        if (contributor instanceof HealthContributors group) {
            return new BoundedContributors(group, name + "/", this);
        }
        if (contributor instanceof HealthIndicator indicator && !looksAtNothing(indicator)) {
            BoundedIndicator known = byName.get(name);
            return known != null && known.answersFor(indicator)
                    ? known
                    : byName.compute(
                            name,
                            (key, other) ->
                                    other != null && other.answersFor(indicator) ? other : bound(key, indicator));
        }
        return contributor;
    }

    private static boolean looksAtNothing(HealthIndicator indicator) {
        return LOOK_AT_NOTHING.contains(indicator.getClass());
    }

    private BoundedIndicator bound(String name, HealthIndicator indicator) {
        HealthPart.Times times = policy.times(name);
        IndicatorCheck source = new IndicatorCheck(indicator, statuses);
        HealthCheck refined = refinement.refine(name, times, indicator, source);
        HealthPart part = new HealthPart(name, policy.isRequired(name), times, refined);
        CachedCheck check = checker.check(part);
        return new BoundedIndicator(check, source, () -> refreshOthers(check));
    }

    /** Those that are not cached would run again when it is their turn. */
    private void refreshOthers(CachedCheck asked) {
        for (BoundedIndicator indicator : byName.values()) {
            CachedCheck other = indicator.check();
            if (other != asked && !other.part().times().cache().isZero()) {
                other.refresh();
            }
        }
    }

    void forget(String name) {
        byName.keySet().removeIf(known -> known.equals(name) || known.startsWith(name + "/"));
    }

    /** Forgets whoever is not among the members of a group any more. */
    void retain(String group, Set<String> members) {
        byName.keySet().removeIf(known -> known.startsWith(group) && !members.contains(member(known, group.length())));
    }

    private static String member(String name, int start) {
        int end = name.indexOf('/', start);
        return end < 0 ? name.substring(start) : name.substring(start, end);
    }

    /** Gives the names that the configuration may use. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        collectNames(registry.get(), "", names);
        return names;
    }

    private static void collectNames(HealthContributors contributors, String prefix, List<String> names) {
        contributors.stream().forEach(entry -> {
            names.add(prefix + entry.name());
            if (entry.contributor() instanceof HealthContributors group) {
                collectNames(group, prefix + entry.name() + "/", names);
            }
        });
    }

    @Override
    public HealthReport all() {
        return checker.report(checks());
    }

    @Override
    public HealthReport required() {
        return checker.report(
                checks().stream().filter(check -> check.part().required()).toList());
    }

    private List<CachedCheck> checks() {
        List<CachedCheck> checks = new ArrayList<>();
        collect(registry.get(), checks);
        return checks;
    }

    private static void collect(HealthContributors contributors, List<CachedCheck> checks) {
        contributors.stream().forEach(entry -> {
            if (entry.contributor() instanceof BoundedIndicator indicator) {
                checks.add(indicator.check());
            } else if (entry.contributor() instanceof HealthContributors group) {
                collect(group, checks);
            }
        });
    }
}
