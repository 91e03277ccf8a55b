package dev.gatehouse.ratelimit.bucket4j;

import dev.gatehouse.ratelimit.MemoryRateLimitStore;
import dev.gatehouse.ratelimit.RateLimitStore;
import dev.gatehouse.ratelimit.RateLimitStoreContract;
import dev.gatehouse.ratelimit.remote.RemoteRateLimitStore;
import dev.gatehouse.ratelimit.remote.RemoteStoreSettings;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import java.time.Duration;
import java.util.List;

abstract class ProxyManagerStoreContract extends RateLimitStoreContract implements AutoCloseable {

    private final ProxyManagerBuckets buckets;
    private final RemoteRateLimitStore store;

    ProxyManagerStoreContract(ProxyManager<String> manager) {
        this.buckets = new ProxyManagerBuckets(manager, "test:");
        this.store = new RemoteRateLimitStore(
                buckets,
                new MemoryRateLimitStore(1000),
                new RemoteStoreSettings(Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofSeconds(1), 1000),
                List.of());
        if (!store.awaitUp(Duration.ofSeconds(30))) {
            throw new IllegalStateException("The back end does not answer: " + store.state());
        }
    }

    @Override
    protected RateLimitStore store() {
        return store;
    }

    @Override
    @org.junit.jupiter.api.AfterEach
    public void close() {
        store.close();
        buckets.close();
    }
}
