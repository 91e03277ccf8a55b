package dev.gatehouse.ratelimit.redis;

import dev.gatehouse.ratelimit.BlockedKey;
import dev.gatehouse.ratelimit.BucketKey;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Reads which keys are blocked: the list says which, each key itself until when and for which time. For operators. */
final class RedisBlockList {

    private final RedisClusterAsyncCommands<String, String> redis;
    private final RedisKeys keys;
    private final RedisScript lookUpBlock;

    RedisBlockList(RedisClusterAsyncCommands<String, String> redis, RedisKeys keys, RedisScript lookUpBlock) {
        this.redis = redis;
        this.keys = keys;
        this.lookUpBlock = lookUpBlock;
    }

    CompletableFuture<List<BlockedKey>> longest(int atMost) {
        return redis.zrevrangebyscore(keys.blocked(), Range.unbounded(), Limit.from(atMost))
                .toCompletableFuture()
                .thenCompose(this::lookUp);
    }

    private CompletableFuture<List<BlockedKey>> lookUp(List<String> names) {
        List<CompletableFuture<Optional<BlockedKey>>> answers =
                names.stream().map(this::lookUp).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(all -> answers.stream()
                        .map(CompletableFuture::join)
                        .flatMap(Optional::stream)
                        .toList());
    }

    private CompletableFuture<Optional<BlockedKey>> lookUp(String name) {
        BucketKey key = keys.parse(name);
        if (key == null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        CompletableFuture<List<Long>> answer = lookUpBlock.run(redis, name);
        return answer.thenApply(numbers -> {
            Instant until = Instant.EPOCH.plus(numbers.get(1), ChronoUnit.MICROS);
            return until.isAfter(Instant.now())
                    ? Optional.of(new BlockedKey(
                            key.rule(),
                            key.subject().toString(),
                            until,
                            numbers.get(0).intValue()))
                    : Optional.empty();
        });
    }
}
