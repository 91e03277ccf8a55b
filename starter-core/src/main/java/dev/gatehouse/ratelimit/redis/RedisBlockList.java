package dev.gatehouse.ratelimit.redis;

import dev.gatehouse.ratelimit.BlockedKey;
import dev.gatehouse.ratelimit.BucketKey;
import io.lettuce.core.KeyValue;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads which keys are blocked: the list says which, each key itself until when and for which time. For operators. */
final class RedisBlockList {

    private static final Pattern PENALTY = Pattern.compile("1;\\d+;[^;]*;\\d+,\\d+,(\\d{1,9}),(\\d{1,18}),\\d+");

    private final RedisClusterAsyncCommands<String, String> redis;
    private final RedisKeys keys;

    RedisBlockList(RedisClusterAsyncCommands<String, String> redis, RedisKeys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    CompletableFuture<List<BlockedKey>> longest(int atMost) {
        return redis.zrevrangebyscore(keys.blocked(), Range.unbounded(), Limit.from(atMost))
                .toCompletableFuture()
                .thenCompose(names -> names.isEmpty()
                        ? CompletableFuture.completedFuture(List.of())
                        : redis.mget(names.toArray(String[]::new))
                                .toCompletableFuture()
                                .thenApply(RedisBlockList.this::blocked));
    }

    private List<BlockedKey> blocked(List<KeyValue<String, String>> values) {
        Instant now = Instant.now();
        return values.stream()
                .filter(KeyValue::hasValue)
                .flatMap(value -> blocked(value).stream())
                .filter(key -> key.until().isAfter(now))
                .toList();
    }

    private List<BlockedKey> blocked(KeyValue<String, String> value) {
        BucketKey key = keys.parse(value.getKey());
        Matcher penalty = PENALTY.matcher(value.getValue());
        if (key == null || !penalty.matches()) {
            return List.of();
        }
        Instant until = Instant.EPOCH.plus(Long.parseLong(penalty.group(2)), ChronoUnit.MICROS);
        return List.of(new BlockedKey(key.rule(), key.subject().toString(), until, Integer.parseInt(penalty.group(1))));
    }
}
