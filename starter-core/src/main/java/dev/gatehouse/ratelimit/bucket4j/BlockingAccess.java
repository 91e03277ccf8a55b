package dev.gatehouse.ratelimit.bucket4j;

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
    public CompletableFuture<VerboseResult<ConsumptionProbe>> tryConsume(Part part, long tokens) {
        return on(() -> bucket(part).asVerbose().tryConsumeAndReturnRemaining(tokens));
    }

    @Override
    public CompletableFuture<VerboseResult<EstimationProbe>> estimate(Part part) {
        return on(() -> bucket(part).asVerbose().estimateAbilityToConsume(1));
    }

    @Override
    public CompletableFuture<?> addTokens(Part part, long tokens) {
        return on(() -> {
            bucket(part).addTokens(tokens);
            return tokens;
        });
    }

    @Override
    public CompletableFuture<?> spend(Part part, long tokens) {
        return on(() -> bucket(part).consumeIgnoringRateLimits(tokens));
    }

    @Override
    public CompletableFuture<?> remove(String key) {
        return on(() -> {
            manager.removeProxy(key);
            return key;
        });
    }

    private BucketProxy bucket(Part part) {
        return manager.builder()
                .withImplicitConfigurationReplacement(part.version(), TokensInheritanceStrategy.PROPORTIONALLY)
                .build(part.key(), part::configuration);
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
