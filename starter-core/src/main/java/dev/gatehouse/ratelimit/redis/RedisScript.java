package dev.gatehouse.ratelimit.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** A script that is sent by its digest, and in full only where the server does not know it. */
final class RedisScript {

    private final String text;
    private final String digest;
    private final ScriptOutputType output;

    RedisScript(String text, ScriptOutputType output) {
        this.text = text;
        this.digest = io.lettuce.core.codec.Base16.digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        this.output = output;
    }

    <T> CompletableFuture<T> run(RedisClusterAsyncCommands<String, String> redis, String key, String... values) {
        String[] keys = {key};
        CompletionStage<T> answer = redis.evalsha(digest, output, keys, values);
        return answer.<CompletionStage<T>>handle((result, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedFuture(result);
                    }
                    return isUnknown(failure)
                            ? redis.eval(text, output, keys, values)
                            : CompletableFuture.failedFuture(failure);
                })
                .thenCompose(stage -> stage)
                .toCompletableFuture();
    }

    private static boolean isUnknown(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof RedisNoScriptException;
    }
}
