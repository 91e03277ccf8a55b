package dev.gatehouse.ratelimit.redis;

import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Sends commands, and tells when one of them met silence. */
final class RedisSender {

    private final Supplier<CompletableFuture<RedisClusterAsyncCommands<String, String>>> connection;
    private final Runnable onSilence;

    RedisSender(Supplier<CompletableFuture<RedisClusterAsyncCommands<String, String>>> connection, Runnable onSilence) {
        this.connection = connection;
        this.onSilence = onSilence;
    }

    /** A client may throw at once what it could have answered. */
    <T> CompletableFuture<T> send(Function<RedisClusterAsyncCommands<String, String>, CompletableFuture<T>> command) {
        try {
            return connection.get().thenCompose(command).whenComplete((answer, failure) -> {
                if (failure != null && cause(failure) instanceof RedisCommandTimeoutException) {
                    onSilence.run();
                }
            });
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Gives what failed, without what the stages in between made of it. */
    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
