package dev.gatehouse.autoconfigure.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.health.HealthChecker;
import dev.gatehouse.health.HealthReport;
import dev.gatehouse.health.HealthStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.DefaultHealthContributorRegistry;
import org.springframework.boot.health.registry.HealthContributorRegistry;

/** Contributors that come and go, or are made anew for whoever asks. */
class BoundedRegistryTests {

    private final Map<String, Status> tenants = new ConcurrentHashMap<>();
    private final AtomicInteger looked = new AtomicInteger();
    private final HealthContributorRegistry own = new AskedMeanwhile();
    private final ContributorChecks checks = new ContributorChecks(
            new HealthChecker(Runnable::run, () -> this.now, Clock.systemUTC()),
            new PartPolicy(new Binder(new MapConfigurationPropertySource())
                    .bindOrCreate("gatehouse.health", HealthProperties.class)),
            (name, times, indicator, check) -> check,
            () -> status -> 200,
            () -> this.registry);
    private final HealthContributorRegistry registry = new BoundedRegistry(own, null, checks);
    private long now;

    @BeforeEach
    void register() {
        registry.registerContributor("tenants", new Tenants());
    }

    @Test
    void looksOncePerCachePeriodAtMembersThatAreMadeForEachWhoAsks() {
        tenants.put("first", Status.UP);
        for (int i = 0; i < 10; i++) {
            assertThat(checks.all().status()).isEqualTo(HealthStatus.UP);
        }
        assertThat(looked).hasValue(1);
        tenants.put("first", Status.DOWN);
        now += Duration.ofSeconds(5).toNanos();
        assertThat(checks.all().status()).isEqualTo(HealthStatus.DOWN);
        assertThat(looked).hasValue(2);
    }

    @Test
    void looksAtOnceAtAMemberThatCameAgain() {
        tenants.put("first", Status.DOWN);
        assertThat(checks.all().status()).isEqualTo(HealthStatus.DOWN);
        tenants.remove("first");
        assertThat(checks.all()).isEqualTo(new HealthReport(HealthStatus.UP, List.of()));
        tenants.put("first", Status.UP);
        assertThat(checks.all().status()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void looksAtOnceAtAContributorOfAnotherKind() {
        registry.unregisterContributor("tenants");
        own.registerContributor("cache", new Tenant(Status.DOWN));
        assertThat(checks.all().status()).isEqualTo(HealthStatus.DOWN);
        own.unregisterContributor("cache");
        own.registerContributor("cache", (HealthIndicator) () -> Health.up().build());
        assertThat(checks.all().status()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void forgetsAContributorThatSomebodyAskedForWhileItWasUnregistered() {
        registry.registerContributor("cache", new Tenant(Status.DOWN));
        registry.unregisterContributor("cache");
        registry.registerContributor("cache", new Tenant(Status.UP));
        assertThat(checks.all().status()).isEqualTo(HealthStatus.UP);
    }

    /** Somebody asks at the worst moment. */
    private final class AskedMeanwhile extends DefaultHealthContributorRegistry {

        @Override
        public HealthContributor unregisterContributor(String name) {
            checks.all();
            return super.unregisterContributor(name);
        }
    }

    private final class Tenants implements CompositeHealthContributor {

        @Override
        public HealthContributor getContributor(String name) {
            Status status = tenants.get(name);
            return status == null ? null : new Tenant(status);
        }

        @Override
        public Stream<Entry> stream() {
            return tenants.entrySet().stream().map(tenant -> new Entry(tenant.getKey(), new Tenant(tenant.getValue())));
        }
    }

    private final class Tenant implements HealthIndicator {

        private final Status status;

        Tenant(Status status) {
            this.status = status;
        }

        @Override
        public Health health() {
            looked.incrementAndGet();
            return Health.status(status).build();
        }
    }
}
