package dev.gatehouse.autoconfigure.health;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether a pool of connections is exhausted while others wait. Takes no connection to find out. */
final class PoolsHealth implements HealthIndicator {

    private final List<PoolSource> sources;

    PoolsHealth(List<PoolSource> sources) {
        this.sources = sources;
    }

    @Override
    public Health health() {
        Map<String, PoolReading> pools = new LinkedHashMap<>();
        sources.forEach(source -> pools.putAll(source.read()));
        if (pools.isEmpty()) {
            return Health.unknown().build();
        }
        boolean saturated = pools.values().stream().anyMatch(PoolReading::isSaturated);
        Health.Builder health = saturated ? Health.status(IndicatorCheck.DEGRADED) : Health.up();
        pools.forEach((name, pool) -> health.withDetail(name, pool.details()));
        return health.build();
    }
}
