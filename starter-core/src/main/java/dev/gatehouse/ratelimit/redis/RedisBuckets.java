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
import dev.gatehouse.ratelimit.Taken;
import dev.gatehouse.ratelimit.remote.RemoteBuckets;
import io.lettuce.core.Range;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Buckets and penalties in Redis 6.2 or newer, or Valkey: alone, behind Sentinel or as a Cluster. Scripts run
 * by the server's clock decide exactly however many instances ask at once; charges that come at once share one. A key
 * expires when its bucket is full again and its refusals are forgotten. Thread-safe.
 */
public final class RedisBuckets implements RemoteBuckets {

    /** Where keys begin unless said. */
    public static final String DEFAULT_PREFIX = "gatehouse:rl:";

    private static final int MOST_LISTED = 100_000;

    private final RedisSender redis;
    private final RedisKeys keys;
    private final SimpleCharges simpleCharges;
    private final RedisScript bucket = new RedisScript(RedisScripts.BUCKET, ScriptOutputType.MULTI);
    private final RedisScript lookUpBlock = new RedisScript(RedisScripts.LOOK_UP_BLOCK, ScriptOutputType.MULTI);
    private final RedisScript listBlock = new RedisScript(RedisScripts.LIST_BLOCK, ScriptOutputType.INTEGER);

    /**
     * Creates buckets on connections that Gatehouse makes.
     *
     * @param connections the connections
     * @param prefix what all keys begin with, without braces
     */
    public RedisBuckets(RedisConnections connections, String prefix) {
        this(new RedisSender(connections::commands, connections::renew, connections::isCluster), prefix);
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
        this(
                new RedisSender(
                        () -> CompletableFuture.completedFuture(connection.get()),
                        commands -> {},
                        () -> connection.get() instanceof RedisAdvancedClusterAsyncCommands),
                prefix);
    }

    private RedisBuckets(RedisSender redis, String prefix) {
        this.redis = redis;
        this.keys = new RedisKeys(prefix);
        this.simpleCharges = new SimpleCharges(redis);
    }

    @Override
    public String name() {
        return "Redis";
    }

    @Override
    public boolean isSpread() {
        return redis.isToCluster();
    }

    @Override
    public CompletableFuture<RateLimitDecision> take(Charge charge, int earlierRefusals) {
        SimpleCharge simple = SimpleCharge.of(charge, keys);
        return simple == null ? takeInFull(charge, earlierRefusals) : decide(simple, simpleCharges.take(simple));
    }

    @Override
    public List<CompletableFuture<RateLimitDecision>> takeAll(
            List<Charge> charges, ToIntFunction<BucketKey> earlierRefusals) {
        List<@Nullable SimpleCharge> forms = new ArrayList<>(charges.size());
        for (Charge charge : charges) {
            forms.add(SimpleCharge.of(charge, keys));
        }
        Iterator<CompletableFuture<long[]>> together = simpleCharges
                .takeAll(forms.stream().filter(Objects::nonNull).toList())
                .iterator();
        List<CompletableFuture<RateLimitDecision>> answers = new ArrayList<>(charges.size());
        for (int i = 0; i < charges.size(); i++) {
            Charge charge = charges.get(i);
            SimpleCharge simple = forms.get(i);
            answers.add(
                    simple == null
                            ? takeInFull(charge, earlierRefusals.applyAsInt(charge.key()))
                            : decide(simple, together.next()));
        }
        return answers;
    }

    private CompletableFuture<RateLimitDecision> decide(SimpleCharge charge, CompletableFuture<long[]> answer) {
        return answer.thenCompose(numbers -> numbers[0] < 0
                ? take(charge.rule(), charge.terms(), charge.key(), charge.cost(), 0)
                : CompletableFuture.completedFuture(state(charge.policy(), numbers[0], numbers[1], numbers[2])));
    }

    private CompletableFuture<RateLimitDecision> takeInFull(Charge charge, int earlierRefusals) {
        RateLimitRule rule = charge.rule();
        return take(rule, rule.terms(), keys.of(charge.key()), charge.cost(), earlierRefusals);
    }

    private CompletableFuture<RateLimitDecision> take(
            RateLimitRule rule, RuleTerms terms, String key, int cost, int earlierRefusals) {
        String[] values = values(RedisScripts.TAKE, rule, terms, cost, earlierRefusals, costs(terms, cost));
        return run(bucket, key, values).thenApply(answer -> {
            if (number(answer, 1) > 0) {
                listBlocked(key, number(answer, 0));
            }
            return RateLimitDecision.of(states(rule, terms, answer));
        });
    }

    private void listBlocked(String key, long micros) {
        redis.send(commands ->
                listBlock.run(commands, keys.blocked(), key, Long.toString(micros), Integer.toString(MOST_LISTED)));
    }

    @Override
    public CompletableFuture<?> giveBack(Charge charge) {
        return settle(Taken.by(charge), 0);
    }

    @Override
    public CompletableFuture<Taken> settle(Taken taken, int cost) {
        Charge charge = taken.charge();
        RateLimitRule rule = charge.rule();
        RuleTerms terms = rule.terms();
        String[] values = values(RedisScripts.CHANGE, rule, terms, cost, 0, taken.changesTo(cost, terms));
        return run(bucket, keys.of(charge.key()), values).thenApply(answer -> taken.changedBy(changes(terms, answer)));
    }

    private static long[] changes(RuleTerms terms, List<Long> answer) {
        return IntStream.range(0, terms.policies().size())
                .mapToLong(i -> number(answer, 4 + 3 * i))
                .toArray();
    }

    private static long[] costs(RuleTerms terms, int cost) {
        return terms.policies().stream()
                .mapToLong(policy -> policy.bandwidth().affordable(cost))
                .toArray();
    }

    @Override
    public CompletableFuture<List<PolicyState>> lookUp(RateLimitRule rule, Object subject) {
        RuleTerms terms = rule.terms();
        String key = keys.of(new BucketKey(rule.id(), subject));
        return run(bucket, key, values(RedisScripts.LOOK_UP, rule, terms, 0, 0, costs(terms, 0)))
                .thenApply(answer -> states(rule, terms, answer));
    }

    @Override
    public CompletableFuture<?> reset(BucketKey key) {
        String name = keys.of(key);
        return redis.send(commands -> commands.del(name)
                .thenCombine(commands.zrem(keys.blocked(), name), (deleted, listed) -> deleted)
                .toCompletableFuture());
    }

    @Override
    public CompletableFuture<List<BlockedKey>> blocked(int atMost) {
        return redis.send(commands -> new RedisBlockList(commands, keys, lookUpBlock).longest(atMost));
    }

    /** Asks once, by this machine's clock: whoever looks at a gauge wants no command for each key. */
    @Override
    public CompletableFuture<Long> countBlocked() {
        long now = System.currentTimeMillis();
        return redis.send(commands -> commands.zcount(
                        keys.blocked(), Range.from(Range.Boundary.excluding(now), Range.Boundary.unbounded()))
                .toCompletableFuture());
    }

    private CompletableFuture<List<Long>> run(RedisScript script, String key, String... values) {
        return redis.send(commands -> script.run(commands, key, values));
    }

    private static String[] values(
            String what, RateLimitRule rule, RuleTerms terms, int cost, int earlierRefusals, long[] tokens) {
        List<Policy> policies = terms.policies();
        Penalty penalty = rule.isShadow() ? null : rule.penalty();
        String[] values = new String[4 + 4 * policies.size() + (penalty == null ? 0 : 4)];
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
            values[next++] = Long.toString(tokens[i]);
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
            states.add(state(policies.get(i), number(answer, at), number(answer, at + 1), number(answer, at + 2)));
        }
        long blocked = number(answer, 0);
        if (blocked > 0) {
            states.add(PolicyState.blocked(rule, nanos(blocked)));
        }
        return states;
    }

    private static PolicyState state(Policy policy, long remaining, long microsToFull, long microsToWait) {
        return new PolicyState(policy, remaining, nanos(microsToFull), nanos(microsToWait));
    }

    /** A bucket may take thousands of years to fill; the times of a few of them can still be added up. */
    private static long nanos(long micros) {
        return Math.min(TimeUnit.MICROSECONDS.toNanos(micros), Long.MAX_VALUE / 8);
    }

    private static long number(List<Long> answer, int index) {
        return answer.get(index);
    }
}
