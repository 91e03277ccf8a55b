package dev.gatehouse.ratelimit.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends commands, and tells when a connection is of no use any more. */
final class RedisSender {

    private static final String PART_OF_CLUSTER =
            "it is one node of a Cluster. Set gatehouse.rate-limit.redis.cluster=true (RedisSettings.cluster) or"
                    + " spring.data.redis.cluster.nodes.";

    private final Supplier<CompletableFuture<RedisClusterAsyncCommands<String, String>>> connection;
    private final Consumer<RedisClusterAsyncCommands<String, String>> onUseless;
    private final BooleanSupplier cluster;

    /** Once and for all: the keys that such a node serves would make the store come and go. */
    private volatile boolean isPartOfCluster;

    RedisSender(
            Supplier<CompletableFuture<RedisClusterAsyncCommands<String, String>>> connection,
            Consumer<RedisClusterAsyncCommands<String, String>> onUseless,
            BooleanSupplier cluster) {
        this.connection = connection;
        this.onUseless = onUseless;
        this.cluster = cluster;
    }

    /** As far as is known: a connection that cannot be had says nothing. */
    boolean isToCluster() {
        try {
            return cluster.getAsBoolean();
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** A client may throw at once what it could have answered. */
    <T> CompletableFuture<T> send(Function<RedisClusterAsyncCommands<String, String>, CompletableFuture<T>> command) {
        if (isPartOfCluster) {
            return CompletableFuture.failedFuture(new IllegalStateException(PART_OF_CLUSTER));
        }
        try {
            return connection
                    .get()
                    .thenCompose(commands ->
                            command.apply(commands).handle((answer, failure) -> answer(commands, answer, failure)));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private <T> T answer(RedisClusterAsyncCommands<String, String> commands, T answer, @Nullable Throwable failure) {
        if (failure == null) {
            return answer;
        }
        Throwable cause = cause(failure);
        if (isRedirected(commands, cause)) {
            isPartOfCluster = true;
            throw new CompletionException(new IllegalStateException(PART_OF_CLUSTER));
        }
        if (isUseless(cause)) {
            onUseless.accept(commands);
        }
        throw new CompletionException(cause);
    }

    /** A client for a Cluster follows where it is led, and gives up only while nodes disagree. */
    private static boolean isRedirected(RedisClusterAsyncCommands<String, String> commands, Throwable failure) {
        return failure instanceof RedisCommandExecutionException
                && String.valueOf(failure.getMessage()).startsWith("MOVED ")
                && commands instanceof RedisAsyncCommands;
    }

    /** Silence, or a server that became a replica while its address may lead to another one now. */
    private static boolean isUseless(Throwable failure) {
        return failure instanceof RedisCommandTimeoutException
                || failure instanceof RedisCommandExecutionException
                        && String.valueOf(failure.getMessage()).contains("READONLY");
    }

    /** Gives what failed, without what the stages in between made of it. */
    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
