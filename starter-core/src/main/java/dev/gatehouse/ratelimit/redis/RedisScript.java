package dev.gatehouse.ratelimit.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.Base16;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A script that is sent by its digest, and in full only where the server does not know it. */
final class RedisScript {

    private final String text;
    private final String digest;
    private final ScriptOutputType output;

    RedisScript(String text, ScriptOutputType output) {
        this.text = text;
        this.digest = Base16.digest(text.getBytes(StandardCharsets.UTF_8));
        this.output = output;
    }

    <T> CompletableFuture<T> run(RedisClusterAsyncCommands<String, String> redis, String key, String... values) {
        return run(redis, new String[] {key}, values);
    }

    <T> CompletableFuture<T> run(RedisClusterAsyncCommands<String, String> redis, String[] keys, String[] values) {
        CompletionStage<T> answer = redis.evalsha(digest, output, keys, values);
        return answer.exceptionallyCompose(failure -> isUnknown(failure)
                        ? redis.eval(text, output, keys, values)
                        : CompletableFuture.failedFuture(failure))
                .toCompletableFuture();
    }

    private static boolean isUnknown(Throwable failure) {
        return RedisSender.cause(failure) instanceof RedisNoScriptException;
    }
}
