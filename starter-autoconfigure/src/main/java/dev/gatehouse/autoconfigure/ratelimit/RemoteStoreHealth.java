package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.ratelimit.remote.RemoteRateLimitStore;
import dev.gatehouse.ratelimit.remote.RemoteStoreState;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/** The state of the store. Without it the service goes on, so it is never down for that; nothing is asked here. */
final class RemoteStoreHealth implements HealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED", "Rules do as they say for the failure of the store.");

    private final RemoteRateLimitStore store;
    private final String name;

    RemoteStoreHealth(RemoteRateLimitStore store, String name) {
        this.store = store;
        this.name = name;
    }

    @Override
    public Health health() {
        RemoteStoreState state = store.state();
        Health.Builder health = (state.isUp() ? Health.up() : Health.status(DEGRADED))
                .withDetail("store", name)
                .withDetail("since", state.since().toString());
        String reason = state.reason();
        return (reason == null ? health : health.withDetail("reason", reason)).build();
    }
}
