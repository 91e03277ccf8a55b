package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.ratelimit.redis.RedisSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails.Cluster;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails.Node;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails.Sentinel;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails.Standalone;
import org.springframework.util.ClassUtils;
import org.springframework.web.util.UriUtils;

/** Reads where the Redis of {@code spring.data.redis}, of Docker Compose or of a test container is. */
final class SpringDataRedis implements ServiceRedis {

    private static final String TLS = "rediss://";

    /** Not so in Spring Boot 4.0. */
    private static final boolean KNOWS_REPLICAS =
            ClassUtils.isPresent(DataRedisConnectionDetails.class.getName() + "$MasterReplica", null);

    private final DataRedisConnectionDetails details;
    private final boolean tls;

    /** The URL is that of the properties: details made of it do not tell its scheme. */
    SpringDataRedis(DataRedisConnectionDetails details, @Nullable String url) {
        this.details = details;
        this.tls = details.getSslBundle() != null || url != null && url.startsWith(TLS) && isServerOf(url);
    }

    @Override
    public RedisSettings settings(Duration connectTimeout) {
        Cluster cluster = details.getCluster();
        RedisSettings settings = new RedisSettings(
                uris(cluster),
                cluster != null,
                details.getUsername(),
                details.getPassword(),
                connectTimeout,
                RedisTls.of(details.getSslBundle()));
        Sentinel sentinel = cluster == null ? details.getSentinel() : null;
        return sentinel == null
                ? settings
                : settings.loggingInAtSentinel(sentinel.getUsername(), sentinel.getPassword());
    }

    private List<String> uris(@Nullable Cluster cluster) {
        if (cluster != null) {
            return cluster.getNodes().stream()
                    .map(node -> scheme("redis") + address(node))
                    .toList();
        }
        Sentinel sentinel = details.getSentinel();
        if (sentinel != null) {
            String nodes =
                    sentinel.getNodes().stream().map(SpringDataRedis::address).collect(Collectors.joining(","));
            return List.of(scheme("redis-sentinel") + nodes + "/" + sentinel.getDatabase() + "#"
                    + UriUtils.encode(sentinel.getMaster(), StandardCharsets.UTF_8));
        }
        requireOneServer();
        Standalone alone = details.getStandalone();
        if (alone == null) {
            throw new IllegalArgumentException("The connection details of Redis name no server.");
        }
        return List.of(
                scheme("redis") + address(new Node(alone.getHost(), alone.getPort())) + "/" + alone.getDatabase());
    }

    /** Beside such nodes a server of its own is named too, which is none of them. */
    private void requireOneServer() {
        if (KNOWS_REPLICAS && details.getMasterReplica() != null) {
            String nodes = details.getMasterReplica().getNodes().stream()
                    .map(SpringDataRedis::address)
                    .collect(Collectors.joining(","));
            throw new InvalidConfigurationPropertyValueException(
                    "spring.data.redis.masterreplica.nodes",
                    nodes,
                    "Rate limits are written to the primary and do not look for it among nodes. Name it by"
                            + " gatehouse.rate-limit.redis.uris, e.g. redis://host:6379.");
        }
    }

    /** A test container or Docker Compose names another one, which the URL says nothing about. */
    private boolean isServerOf(String url) {
        URI uri = URI.create(url);
        Standalone alone = details.getStandalone();
        return alone != null && Objects.equals(alone.getHost(), uri.getHost()) && alone.getPort() == uri.getPort();
    }

    private String scheme(String plain) {
        return (tls ? plain.replace("redis", "rediss") : plain) + "://";
    }

    private static String address(Node node) {
        String host = node.host();
        boolean isBare = host.indexOf(':') >= 0 && !host.startsWith("[");
        return (isBare ? "[" + host + "]" : host) + ":" + node.port();
    }
}
