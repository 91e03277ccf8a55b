package dev.gatehouse.ratelimit.bucket4j;

import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.RuleTerms;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.VerboseResult;
import java.util.concurrent.CompletableFuture;

/** What is asked of Bucket4j, whether or not the back end can be asked without waiting. */
interface BucketAccess extends AutoCloseable {

    CompletableFuture<VerboseResult<ConsumptionProbe>> tryConsume(
            String key, RateLimitRule rule, RuleTerms terms, long tokens);

    CompletableFuture<VerboseResult<EstimationProbe>> estimate(String key, RateLimitRule rule, RuleTerms terms);

    CompletableFuture<?> addTokens(String key, RateLimitRule rule, RuleTerms terms, long tokens);

    CompletableFuture<?> spend(String key, RateLimitRule rule, RuleTerms terms, long tokens);

    CompletableFuture<?> remove(String key);

    @Override
    default void close() {}
}
