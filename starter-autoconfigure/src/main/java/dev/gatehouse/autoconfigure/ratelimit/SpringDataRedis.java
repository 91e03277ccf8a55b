package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.ratelimit.redis.RedisSettings;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails.Cluster;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails.Node;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails.Sentinel;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails.Standalone;

/** Reads where the Redis of {@code spring.data.redis}, of Docker Compose or of a test container is. */
final class SpringDataRedis implements ServiceRedis {

    private final DataRedisConnectionDetails details;

    SpringDataRedis(DataRedisConnectionDetails details) {
        this.details = details;
    }

    @Override
    public RedisSettings settings(Duration connectTimeout) {
        Cluster cluster = details.getCluster();
        return new RedisSettings(
                uris(cluster),
                cluster != null,
                details.getUsername(),
                details.getPassword(),
                connectTimeout,
                RedisTls.of(details.getSslBundle()));
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
            return List.of(
                    scheme("redis-sentinel") + nodes + "/" + sentinel.getDatabase() + "#" + sentinel.getMaster());
        }
        Standalone alone = details.getStandalone();
        if (alone == null) {
            throw new IllegalArgumentException("The connection details of Redis name no server.");
        }
        return List.of(
                scheme("redis") + address(new Node(alone.getHost(), alone.getPort())) + "/" + alone.getDatabase());
    }

    private String scheme(String plain) {
        boolean tls = details.getSslBundle() != null;
        return (tls ? plain.replace("redis", "rediss") : plain) + "://";
    }

    private static String address(Node node) {
        return node.host() + ":" + node.port();
    }
}
