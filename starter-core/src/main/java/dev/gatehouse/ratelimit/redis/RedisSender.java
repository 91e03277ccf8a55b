package dev.gatehouse.ratelimit.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Sends commands, and tells when a connection is of no use any more. */
final class RedisSender {

    private final Supplier<CompletableFuture<RedisClusterAsyncCommands<String, String>>> connection;
    private final Consumer<RedisClusterAsyncCommands<String, String>> onUseless;
    private final BooleanSupplier cluster;

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
        try {
            return connection
                    .get()
                    .thenCompose(commands -> command.apply(commands).whenComplete((answer, failure) -> {
                        if (failure != null && isUseless(cause(failure))) {
                            onUseless.accept(commands);
                        }
                    }));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
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
