package dev.gatehouse.ratelimit.bucket4j;

import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.RuleTerms;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.VerboseResult;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Asks a back end that makes the caller wait, on threads of its own, so that a request waits within its budget only. */
final class BlockingAccess implements BucketAccess {

    private static final int THREADS = 16;
    private static final int MOST_WAITING = 1000;

    private final ProxyManager<String> manager;
    private final Configurations configurations = new Configurations();
    private final ExecutorService threads;

    BlockingAccess(ProxyManager<String> manager) {
        this.manager = manager;
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), work -> {
                    Thread thread = new Thread(work, "gatehouse-rate-limit");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    @Override
    public CompletableFuture<VerboseResult<ConsumptionProbe>> tryConsume(
            String key, RateLimitRule rule, RuleTerms terms, long tokens) {
        return on(() -> bucket(key, rule, terms).asVerbose().tryConsumeAndReturnRemaining(tokens));
    }

    @Override
    public CompletableFuture<VerboseResult<EstimationProbe>> estimate(String key, RateLimitRule rule, RuleTerms terms) {
        return on(() -> bucket(key, rule, terms).asVerbose().estimateAbilityToConsume(1));
    }

    @Override
    public CompletableFuture<?> addTokens(String key, RateLimitRule rule, RuleTerms terms, long tokens) {
        return on(() -> {
            bucket(key, rule, terms).addTokens(tokens);
            return tokens;
        });
    }

    @Override
    public CompletableFuture<?> spend(String key, RateLimitRule rule, RuleTerms terms, long tokens) {
        return on(() -> bucket(key, rule, terms).consumeIgnoringRateLimits(tokens));
    }

    @Override
    public CompletableFuture<?> remove(String key) {
        return on(() -> {
            manager.removeProxy(key);
            return key;
        });
    }

    private BucketProxy bucket(String key, RateLimitRule rule, RuleTerms terms) {
        Configurations.Version version = configurations.of(rule, terms);
        return manager.builder()
                .withImplicitConfigurationReplacement(version.number(), TokensInheritanceStrategy.PROPORTIONALLY)
                .build(key, version::configuration);
    }

    private <T> CompletableFuture<T> on(Supplier<T> command) {
        try {
            return CompletableFuture.supplyAsync(command, threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
