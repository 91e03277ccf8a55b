package dev.gatehouse.ratelimit.bucket4j;

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

    AsyncAccess(ProxyManager<String> manager) {
        this.manager = manager.asAsync();
    }

    @Override
    public CompletableFuture<VerboseResult<ConsumptionProbe>> tryConsume(Part part, long tokens) {
        return guarded(() -> bucket(part).asVerbose().tryConsumeAndReturnRemaining(tokens));
    }

    @Override
    public CompletableFuture<VerboseResult<EstimationProbe>> estimate(Part part) {
        return guarded(() -> bucket(part).asVerbose().estimateAbilityToConsume(1));
    }

    @Override
    public CompletableFuture<?> addTokens(Part part, long tokens) {
        return guarded(() -> bucket(part).addTokens(tokens));
    }

    @Override
    public CompletableFuture<?> spend(Part part, long tokens) {
        return guarded(() -> bucket(part).consumeIgnoringRateLimits(tokens));
    }

    @Override
    public CompletableFuture<?> remove(String key) {
        return guarded(() -> manager.removeProxy(key));
    }

    private AsyncBucketProxy bucket(Part part) {
        CompletableFuture<BucketConfiguration> configuration = CompletableFuture.completedFuture(part.configuration());
        return manager.builder()
                .withImplicitConfigurationReplacement(part.version(), TokensInheritanceStrategy.PROPORTIONALLY)
                .build(part.key(), () -> configuration);
    }

    private static <T> CompletableFuture<T> guarded(Supplier<CompletableFuture<T>> command) {
        try {
            return command.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
