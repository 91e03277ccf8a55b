package dev.gatehouse.ratelimit.redis;

import dev.gatehouse.ratelimit.Bandwidth;
import dev.gatehouse.ratelimit.Charge;
import dev.gatehouse.ratelimit.Policy;
import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.RuleTerms;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A charge on a bucket of one bandwidth without a penalty.
 *
 * @param rule the rule that asks for it
 * @param terms the terms that held when it came
 * @param key the bucket's key
 * @param cost tokens, 1 or more
 */
record SimpleCharge(RateLimitRule rule, RuleTerms terms, String key, int cost) {

    private static final int NUMBERS = 3;

    /** Reads a charge; null if it is not a simple one. */
    static @Nullable SimpleCharge of(Charge charge, RedisKeys keys) {
        RateLimitRule rule = charge.rule();
        RuleTerms terms = rule.terms();
        boolean simple = terms.policies().size() == 1 && rule.penalty() == null && charge.cost() > 0;
        return simple ? new SimpleCharge(rule, terms, keys.of(charge.key()), charge.cost()) : null;
    }

    Policy policy() {
        return terms.policies().get(0);
    }

    /** Sends charges in one command; gives of each whole tokens, microseconds until full and until it can be paid. */
    static CompletableFuture<List<long[]>> takeEach(
            RedisScript script, RedisClusterAsyncCommands<String, String> redis, List<SimpleCharge> charges) {
        String[] keys = new String[charges.size()];
        String[] values = new String[NUMBERS * keys.length];
        for (int i = 0; i < keys.length; i++) {
            SimpleCharge charge = charges.get(i);
            Bandwidth bandwidth = charge.policy().bandwidth();
            keys[i] = charge.key;
            values[NUMBERS * i] = Integer.toString(charge.terms.affordable(charge.cost));
            values[NUMBERS * i + 1] = Long.toString(bandwidth.capacity());
            values[NUMBERS * i + 2] = Double.toString(bandwidth.period().toSeconds() * 1e6 / bandwidth.tokens());
        }
        CompletableFuture<List<Long>> answer = script.run(redis, keys, values);
        return answer.thenApply(SimpleCharge::numbersOfEach);
    }

    private static List<long[]> numbersOfEach(List<Long> answer) {
        List<long[]> each = new ArrayList<>(answer.size() / NUMBERS);
        for (int i = 0; i + NUMBERS <= answer.size(); i += NUMBERS) {
            each.add(new long[] {answer.get(i), answer.get(i + 1), answer.get(i + 2)});
        }
        return each;
    }
}
