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
 * @param sentinelUsername who logs in at Sentinel; null for the default user
 * @param sentinelPassword the password at Sentinel, which the one above is not used for; null for none
 */
public record RedisSettings(
        List<String> uris,
        boolean cluster,
        @Nullable String username,
        @Nullable String password,
        Duration connectTimeout,
        @Nullable SslOptions tls,
        @Nullable String sentinelUsername,
        @Nullable String sentinelPassword) {

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /**
     * Copies the list and checks the ranges.
     *
     * @throws IllegalArgumentException if there is no URI, the time is out of its range, there are certificates and a
     *     URI without TLS, or one of Sentinel beside others or in a Cluster
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
        if (cluster && uris.stream().anyMatch(RedisSettings::isOfSentinel)) {
            throw new IllegalArgumentException(
                    "Redis has an address of Sentinel among those of a Cluster, which needs none."
                            + " Write all Sentinels in one: redis-sentinel://host:26379,host2:26379#master.");
        }
    }

    private static boolean isOfSentinel(String uri) {
        return uri.startsWith("redis-sentinel:") || uri.startsWith("rediss-sentinel:");
    }

    /**
     * Creates settings for a Redis whose Sentinel, if any, lets everybody ask.
     *
     * @param uris one URI, or several for a Cluster
     * @param cluster whether it is a Cluster
     * @param username who logs in, or null
     * @param password the password, or null
     * @param connectTimeout how long connecting may take, 10 ms to 1 min
     * @param tls certificates, or null
     * @throws IllegalArgumentException as above
     */
    public RedisSettings(
            List<String> uris,
            boolean cluster,
            @Nullable String username,
            @Nullable String password,
            Duration connectTimeout,
            @Nullable SslOptions tls) {
        this(uris, cluster, username, password, connectTimeout, tls, null, null);
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

    /**
     * Gives these settings with a log-in at Sentinel.
     *
     * @param name who logs in, or null for the default user
     * @param secret the password there, or null for none
     * @return other settings
     */
    public RedisSettings loggingInAtSentinel(@Nullable String name, @Nullable String secret) {
        return new RedisSettings(uris, cluster, username, password, connectTimeout, tls, name, secret);
    }

    /** Gives the settings without their secrets. */
    @Override
    public String toString() {
        return "RedisSettings[" + uris.size() + " URIs, cluster=" + cluster + "]";
    }
}
