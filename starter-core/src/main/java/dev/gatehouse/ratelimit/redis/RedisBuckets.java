package dev.gatehouse.ratelimit.redis;

import dev.gatehouse.ratelimit.Bandwidth;
import dev.gatehouse.ratelimit.BlockedKey;
import dev.gatehouse.ratelimit.BucketKey;
import dev.gatehouse.ratelimit.Charge;
import dev.gatehouse.ratelimit.Penalty;
import dev.gatehouse.ratelimit.Policy;
import dev.gatehouse.ratelimit.PolicyState;
import dev.gatehouse.ratelimit.RateLimitDecision;
import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.RuleTerms;
import dev.gatehouse.ratelimit.remote.RemoteBuckets;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Buckets and penalties in Redis 6.2 or newer, or Valkey: alone, behind Sentinel or as a Cluster. One script per charge,
 * run by the server's clock, decides exactly however many instances ask at once. A key expires when its bucket is full
 * again and its refusals are forgotten. Thread-safe.
 */
public final class RedisBuckets implements RemoteBuckets {

    /** Where keys begin unless said. */
    public static final String DEFAULT_PREFIX = "gatehouse:rl:";

    private static final int MOST_LISTED = 100_000;
    private static final long NANOS_PER_MICRO = 1000;

    private final Supplier<RedisClusterAsyncCommands<String, String>> connection;
    private final RedisKeys keys;
    private final RedisScript bucket = new RedisScript(RedisScripts.BUCKET, ScriptOutputType.MULTI);
    private final RedisScript listBlock = new RedisScript(RedisScripts.LIST_BLOCK, ScriptOutputType.INTEGER);

    /**
     * Creates buckets on connections that Gatehouse makes.
     *
     * @param connections the connections
     * @param prefix what all keys begin with, without braces
     */
    public RedisBuckets(RedisConnections connections, String prefix) {
        this(connections::commands, prefix);
    }

    /**
     * Creates buckets on a connection of one's own, e.g. {@code connection::async} of a {@code StatefulRedisConnection} or
     * {@code StatefulRedisClusterConnection} of strings. Its client should reject commands while it is disconnected
     * ({@code DisconnectedBehavior.REJECT_COMMANDS}); by default they pile up.
     *
     * @param connection gives the commands; asked each time, may throw while there is no connection
     * @param prefix what all keys begin with, without braces
     */
    public RedisBuckets(Supplier<? extends RedisClusterAsyncCommands<String, String>> connection, String prefix) {
        this.connection = connection::get;
        this.keys = new RedisKeys(prefix);
    }

    @Override
    public String name() {
        return "Redis";
    }

    @Override
    public CompletableFuture<RateLimitDecision> take(Charge charge, int earlierRefusals) {
        RateLimitRule rule = charge.rule();
        RuleTerms terms = rule.terms();
        String key = keys.of(charge.key());
        String[] values = values(RedisScripts.TAKE, rule, terms, terms.affordable(charge.cost()), earlierRefusals);
        return run(bucket, key, values).thenApply(answer -> {
            if (number(answer, 1) > 0) {
                listBlocked(key, number(answer, 0));
            }
            return RateLimitDecision.of(states(rule, terms, answer));
        });
    }

    private void listBlocked(String key, long micros) {
        send(redis -> listBlock.run(redis, keys.blocked(), key, Long.toString(micros), Integer.toString(MOST_LISTED)));
    }

    @Override
    public CompletableFuture<?> giveBack(Charge charge) {
        return change(RedisScripts.GIVE_BACK, charge, charge.rule().terms().affordable(charge.cost()));
    }

    @Override
    public CompletableFuture<?> spend(Charge charge) {
        return change(RedisScripts.SPEND, charge, charge.cost());
    }

    private CompletableFuture<?> change(String what, Charge charge, int cost) {
        return run(
                bucket,
                keys.of(charge.key()),
                values(what, charge.rule(), charge.rule().terms(), cost, 0));
    }

    @Override
    public CompletableFuture<List<PolicyState>> lookUp(RateLimitRule rule, Object subject) {
        RuleTerms terms = rule.terms();
        String key = keys.of(new BucketKey(rule.id(), subject));
        return run(bucket, key, values(RedisScripts.LOOK_UP, rule, terms, 0, 0))
                .thenApply(answer -> states(rule, terms, answer));
    }

    @Override
    public CompletableFuture<?> reset(BucketKey key) {
        String name = keys.of(key);
        return send(redis -> redis.del(name)
                .thenCombine(redis.zrem(keys.blocked(), name), (deleted, listed) -> deleted)
                .toCompletableFuture());
    }

    @Override
    public CompletableFuture<List<BlockedKey>> blocked(int atMost) {
        return send(redis -> new RedisBlockList(redis, keys).longest(atMost));
    }

    private CompletableFuture<List<Long>> run(RedisScript script, String key, String... values) {
        return send(redis -> script.run(redis, key, values));
    }

    /** A client may throw at once what it could have answered. */
    private <T> CompletableFuture<T> send(
            Function<RedisClusterAsyncCommands<String, String>, CompletableFuture<T>> command) {
        try {
            return command.apply(connection.get());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static String[] values(String what, RateLimitRule rule, RuleTerms terms, int cost, int earlierRefusals) {
        List<Policy> policies = terms.policies();
        Penalty penalty = rule.isShadow() ? null : rule.penalty();
        String[] values = new String[4 + 3 * policies.size() + (penalty == null ? 0 : 4)];
        int next = 0;
        values[next++] = what;
        values[next++] = Integer.toString(cost);
        values[next++] = Integer.toString(earlierRefusals);
        values[next++] = Integer.toString(policies.size());
        for (int i = 0; i < policies.size(); i++) {
            Bandwidth bandwidth = policies.get(i).bandwidth();
            values[next++] = Long.toString(bandwidth.capacity());
            values[next++] = Long.toString(bandwidth.tokens());
            values[next++] = micros(bandwidth.period());
        }
        if (penalty != null) {
            values[next++] = Integer.toString(penalty.rejections());
            values[next++] = micros(penalty.within());
            values[next++] = micros(penalty.block());
            values[next] = micros(penalty.maxBlock());
        }
        return values;
    }

    private static String micros(Duration time) {
        return Long.toString(time.toSeconds() * 1_000_000);
    }

    private static List<PolicyState> states(RateLimitRule rule, RuleTerms terms, List<Long> answer) {
        List<Policy> policies = terms.policies();
        List<PolicyState> states = new ArrayList<>(policies.size() + 1);
        for (int i = 0; i < policies.size(); i++) {
            int at = 2 + 3 * i;
            states.add(new PolicyState(
                    policies.get(i),
                    number(answer, at),
                    number(answer, at + 1) * NANOS_PER_MICRO,
                    number(answer, at + 2) * NANOS_PER_MICRO));
        }
        long blocked = number(answer, 0);
        if (blocked > 0) {
            states.add(PolicyState.blocked(rule, blocked * NANOS_PER_MICRO));
        }
        return states;
    }

    private static long number(List<Long> answer, int index) {
        return answer.get(index);
    }
}
