package dev.gatehouse.ratelimit.bucket4j;

import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.RuleTerms;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Asks a back end that never makes the caller wait. */
final class AsyncAccess implements BucketAccess {

    private final AsyncProxyManager<String> manager;
    private final Configurations configurations = new Configurations();

    AsyncAccess(ProxyManager<String> manager) {
        this.manager = manager.asAsync();
    }

    @Override
    public CompletableFuture<VerboseResult<ConsumptionProbe>> tryConsume(
            String key, RateLimitRule rule, RuleTerms terms, long tokens) {
        return guarded(() -> bucket(key, rule, terms).asVerbose().tryConsumeAndReturnRemaining(tokens));
    }

    @Override
    public CompletableFuture<VerboseResult<EstimationProbe>> estimate(String key, RateLimitRule rule, RuleTerms terms) {
        return guarded(() -> bucket(key, rule, terms).asVerbose().estimateAbilityToConsume(1));
    }

    @Override
    public CompletableFuture<?> addTokens(String key, RateLimitRule rule, RuleTerms terms, long tokens) {
        return guarded(() -> bucket(key, rule, terms).addTokens(tokens));
    }

    @Override
    public CompletableFuture<?> spend(String key, RateLimitRule rule, RuleTerms terms, long tokens) {
        return guarded(() -> bucket(key, rule, terms).consumeIgnoringRateLimits(tokens));
    }

    @Override
    public CompletableFuture<?> remove(String key) {
        return guarded(() -> manager.removeProxy(key));
    }

    private AsyncBucketProxy bucket(String key, RateLimitRule rule, RuleTerms terms) {
        Configurations.Version version = configurations.of(rule, terms);
        CompletableFuture<BucketConfiguration> configuration =
                CompletableFuture.completedFuture(version.configuration());
        return manager.builder()
                .withImplicitConfigurationReplacement(version.number(), TokensInheritanceStrategy.PROPORTIONALLY)
                .build(key, () -> configuration);
    }

    private static <T> CompletableFuture<T> guarded(Supplier<CompletableFuture<T>> command) {
        try {
            return command.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
