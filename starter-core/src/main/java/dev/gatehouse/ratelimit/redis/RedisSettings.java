package dev.gatehouse.ratelimit.redis;

import io.lettuce.core.SslOptions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis is and how to log in there.
 *
 * @param uris {@code redis://host:6379/0}, {@code rediss://…} for TLS, or {@code redis-sentinel://host:26379,host2/0#master};
 *     several for the nodes of a Cluster, of which some are enough; 1 or more
 * @param cluster whether it is a Cluster; always so when there are several URIs
 * @param username who logs in; null for the one in the URI, or the default user
 * @param password the password; null for the one in the URI, or none
 * @param connectTimeout how long connecting may take, 10 ms to 1 min; nobody waits for it
 * @param tls whom to trust and as whom to appear over TLS, for URIs of {@code rediss://}; null for the trust store of the
 *     JVM
 */
public record RedisSettings(
        List<String> uris,
        boolean cluster,
        @Nullable String username,
        @Nullable String password,
        Duration connectTimeout,
        @Nullable SslOptions tls) {

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /**
     * Copies the list and checks the ranges.
     *
     * @throws IllegalArgumentException if there is no URI, the time is out of its range, or there are certificates and a
     *     URI without TLS
     */
    public RedisSettings {
        uris = List.copyOf(uris);
        if (uris.isEmpty()) {
            throw new IllegalArgumentException("Redis has no address. Write a URI, e.g. redis://localhost:6379.");
        }
        if (connectTimeout.compareTo(SHORTEST) < 0 || connectTimeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("The time to connect to Redis is " + connectTimeout.toMillis()
                    + " ms. Use " + SHORTEST.toMillis() + " to " + LONGEST.toMillis() + " ms.");
        }
        if (tls != null && !uris.stream().allMatch(uri -> uri.startsWith("rediss"))) {
            throw new IllegalArgumentException(
                    "Redis has certificates, but an address without TLS. Write rediss:// instead of redis://.");
        }
        cluster = cluster || uris.size() > 1;
    }

    /**
     * Gives the settings for some addresses.
     *
     * @param uris one URI, or several for a Cluster
     * @return settings with the credentials of the URIs and a second to connect
     */
    public static RedisSettings of(String... uris) {
        return new RedisSettings(List.of(uris), false, null, null, Duration.ofSeconds(1), null);
    }

    /** Gives the settings without their secrets. */
    @Override
    public String toString() {
        return "RedisSettings[" + uris.size() + " URIs, cluster=" + cluster + "]";
    }
}
