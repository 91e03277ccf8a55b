package dev.gatehouse.ratelimit.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.StaticCredentialsProvider;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection to Redis for all requests, made in the background and again when it breaks, so that nobody waits for a
 * server that is not there. Behind Sentinel each new connection asks for the master; in a Cluster the map of its nodes is
 * renewed every 15 seconds and whenever a node redirects or is gone. Thread-safe.
 */
public final class RedisConnections implements AutoCloseable {

    private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration REFRESH = Duration.ofSeconds(15);
    private static final int MOST_WAITING = 10_000;
    private static final long RETRY_MILLIS = 500;

    private final ClientResources resources;
    private final AbstractRedisClient client;
    private final Supplier<CompletionStage<Link>> connect;
    private final Duration leastAge;
    private final Executor later = CompletableFuture.delayedExecutor(RETRY_MILLIS, TimeUnit.MILLISECONDS);
    private final Executor onceAnswered =
            CompletableFuture.delayedExecutor(COMMAND_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    private volatile CompletableFuture<RedisClusterAsyncCommands<String, String>> connection =
            new CompletableFuture<>();
    private volatile @Nullable Link link;
    private final AtomicBoolean connecting = new AtomicBoolean(true);
    private volatile long renewed;
    private volatile boolean closed;

    private RedisConnections(RedisSettings settings) {
        List<RedisURI> uris = uris(settings);
        this.resources = DefaultClientResources.builder()
                .reconnectDelay(
                        Delay.equalJitter(Duration.ofMillis(50), Duration.ofSeconds(1), 50, TimeUnit.MILLISECONDS))
                .build();
        if (settings.cluster()) {
            RedisClusterClient cluster = RedisClusterClient.create(resources, uris);
            cluster.setOptions(clusterOptions(settings));
            this.client = cluster;
            this.leastAge = REFRESH;
            this.connect = () -> cluster.refreshPartitionsAsync()
                    .thenCompose(known -> cluster.connectAsync(PlainStrings.UTF8))
                    .thenApply(connection -> new Link(connection, connection.async()));
        } else {
            RedisClient single = RedisClient.create(resources);
            single.setOptions(options(ClientOptions.builder(), settings).build());
            this.client = single;
            this.leastAge = COMMAND_TIMEOUT;
            this.connect = () -> single.connectAsync(PlainStrings.UTF8, uris.get(0))
                    .thenApply(connection -> new Link(connection, connection.async()));
        }
        this.renewed = System.nanoTime() - leastAge.toNanos();
    }

    /**
     * Begins to connect, and goes on trying until it succeeds or is closed.
     *
     * @param settings where Redis is
     * @return the connections, at once
     * @throws IllegalArgumentException if an address is no URI of Redis
     */
    public static RedisConnections open(RedisSettings settings) {
        RedisConnections connections = new RedisConnections(settings);
        connections.connect();
        return connections;
    }

    private static List<RedisURI> uris(RedisSettings settings) {
        List<RedisURI> uris = new ArrayList<>();
        for (String text : settings.uris()) {
            RedisURI uri = RedisAddress.uri(text);
            if (settings.username() != null || settings.password() != null) {
                uri.setCredentialsProvider(credentials(uri, settings));
            }
            if (settings.sentinelPassword() != null) {
                RedisCredentialsProvider there = credentials(settings.sentinelUsername(), settings.sentinelPassword());
                uri.getSentinels().forEach(sentinel -> sentinel.setCredentialsProvider(there));
            }
            uri.setTimeout(COMMAND_TIMEOUT);
            uri.getSentinels().forEach(sentinel -> sentinel.setTimeout(COMMAND_TIMEOUT));
            uri.setClientName("gatehouse");
            uris.add(uri);
        }
        return uris;
    }

    /** What is not said is that of the URI. */
    private static RedisCredentialsProvider credentials(RedisURI uri, RedisSettings settings) {
        RedisCredentials ofUri =
                uri.getCredentialsProvider().resolveCredentials().block();
        String username = settings.username();
        String password = settings.password();
        return new StaticCredentialsProvider(
                username == null && ofUri != null ? ofUri.getUsername() : username,
                password == null && ofUri != null
                        ? ofUri.getPassword()
                        : Objects.requireNonNull(password).toCharArray());
    }

    private static RedisCredentialsProvider credentials(@Nullable String username, String password) {
        return new StaticCredentialsProvider(username, password.toCharArray());
    }

    private static ClientOptions.Builder options(ClientOptions.Builder builder, RedisSettings settings) {
        if (settings.tls() != null) {
            builder.sslOptions(settings.tls());
        }
        return builder.autoReconnect(true)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MOST_WAITING)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(settings.connectTimeout())
                        .keepAlive(SocketOptions.KeepAliveOptions.builder()
                                .enable()
                                .idle(Duration.ofSeconds(5))
                                .interval(Duration.ofSeconds(1))
                                .count(3)
                                .build())
                        .build())
                .timeoutOptions(TimeoutOptions.builder()
                        .timeoutCommands()
                        .fixedTimeout(COMMAND_TIMEOUT)
                        .build());
    }

    private static ClusterClientOptions clusterOptions(RedisSettings settings) {
        return ClusterClientOptions.builder(
                        options(ClientOptions.builder(), settings).build())
                .topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enablePeriodicRefresh(REFRESH)
                        .enableAllAdaptiveRefreshTriggers()
                        .adaptiveRefreshTriggersTimeout(Duration.ofSeconds(1))
                        .build())
                .build();
    }

    private void connect() {
        if (closed) {
            return;
        }
        CompletableFuture<RedisClusterAsyncCommands<String, String>> attempt = new CompletableFuture<>();
        if (link == null) {
            connection = attempt;
        }
        begin().whenComplete((made, failure) -> {
            if (failure == null) {
                attempt.complete(made.commands());
                use(made, attempt);
            } else {
                attempt.completeExceptionally(failure);
                later.execute(this::connect);
            }
        });
    }

    private CompletionStage<Link> begin() {
        try {
            return connect.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** What was sent over the old one is still answered, by those nodes of a Cluster that answer. */
    private void use(Link made, CompletableFuture<RedisClusterAsyncCommands<String, String>> attempt) {
        Link old = link;
        link = made;
        connection = attempt;
        if (old != null) {
            renewed = System.nanoTime();
            onceAnswered.execute(() -> old.connection().closeAsync());
        }
        connecting.set(false);
    }

    /**
     * Replaces a connection that swallows what is sent, as when a firewall forgot it: the system itself would go on
     * trying for many minutes. Also one to a server that is a replica now. It stays in use until there is another one,
     * since other nodes of a Cluster may be well; a node that is frozen stays so, so there it is not done all the time.
     *
     * @param useless the commands that it was noticed with
     */
    void renew(RedisClusterAsyncCommands<String, String> useless) {
        Link current = link;
        boolean due =
                current != null && current.commands() == useless && System.nanoTime() - renewed >= leastAge.toNanos();
        if (due && connecting.compareAndSet(false, true)) {
            connect();
        }
    }

    boolean isCluster() {
        return client instanceof RedisClusterClient;
    }

    /** Gives the commands of the connection once it is made, or why it cannot be made now. */
    CompletableFuture<RedisClusterAsyncCommands<String, String>> commands() {
        return connection;
    }

    /** Closes the connection; takes two seconds at most. */
    @Override
    public void close() {
        closed = true;
        Link current = link;
        if (current != null) {
            current.connection().close();
        }
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        resources.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
    }

    private record Link(
            StatefulConnection<String, String> connection, RedisClusterAsyncCommands<String, String> commands) {}
}
