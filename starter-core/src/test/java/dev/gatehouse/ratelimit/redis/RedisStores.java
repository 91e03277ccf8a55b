package dev.gatehouse.ratelimit.redis;

import dev.gatehouse.ratelimit.MemoryRateLimitStore;
import dev.gatehouse.ratelimit.remote.RemoteRateLimitStore;
import dev.gatehouse.ratelimit.remote.RemoteStoreListener;
import dev.gatehouse.ratelimit.remote.RemoteStoreSettings;
import java.time.Duration;
import java.util.List;

/** A store on Redis with its connections. */
public final class RedisStores implements AutoCloseable {

    public static final String PREFIX = RedisBuckets.DEFAULT_PREFIX;

    public final RedisConnections connections;
    public final RemoteRateLimitStore store;

    private RedisStores(RemoteStoreSettings settings, List<RemoteStoreListener> listeners, String... uris) {
        this.connections = RedisConnections.open(RedisSettings.of(uris));
        this.store = new RemoteRateLimitStore(
                new RedisBuckets(connections, PREFIX), new MemoryRateLimitStore(100_000), settings, listeners);
    }

    /** With a budget that a busy machine keeps too, so that every decision is the server's. */
    public static RedisStores patient(String... uris) {
        return up(
                new RemoteStoreSettings(Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofSeconds(1), 100_000),
                uris);
    }

    public static RedisStores up(RemoteStoreSettings settings, String... uris) {
        RedisStores stores = of(settings, uris);
        if (!stores.store.awaitUp(Duration.ofSeconds(30))) {
            throw new IllegalStateException("Redis does not answer: " + stores.store.state());
        }
        return stores;
    }

    public static RedisStores of(RemoteStoreSettings settings, String... uris) {
        return new RedisStores(settings, List.of(), uris);
    }

    public static RedisStores of(RemoteStoreSettings settings, RemoteStoreListener listener, String... uris) {
        return new RedisStores(settings, List.of(listener), uris);
    }

    @Override
    public void close() {
        store.close();
        connections.close();
    }
}
