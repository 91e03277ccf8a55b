package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.ratelimit.remote.RemoteRateLimitStore;
import java.time.Duration;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Gives a store a moment to answer before the first request comes, so that rules which fail closed do not refuse it. A
 * service whose store is not there starts that much later.
 */
final class FirstContact implements SmartInitializingSingleton {

    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final RemoteRateLimitStore store;

    FirstContact(RemoteRateLimitStore store) {
        this.store = store;
    }

    @Override
    public void afterSingletonsInstantiated() {
        store.awaitUp(MOMENT);
    }
}
