package dev.gatehouse.health;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Checks parts of the service side by side. A report takes no longer than the longest time-out of its parts, and as long
 * as results are cached no time at all. Thread-safe.
 *
 * <p>By default the checks run on a few daemon threads of their own, which end when they are idle. They are platform
 * threads on purpose: a check that hangs in native code or inside of {@code synchronized} would take a carrier of
 * virtual threads with it. Who asks may well be a virtual thread.
 */
public final class HealthChecker implements AutoCloseable {

    private final Executor executor;
    private final LongSupplier nanoTime;
    private final Clock clock;

    /**
     * Creates a checker with threads of its own.
     *
     * @param maxThreads how many checks run at once, at least 1; further ones wait for their turn, inside of their
     *     time-out
     */
    public HealthChecker(int maxThreads) {
        this(maxThreads, Clock.systemUTC());
    }

    /**
     * Creates a checker with threads of its own.
     *
     * @param maxThreads how many checks run at once, at least 1
     * @param clock tells when a check was
     */
    public HealthChecker(int maxThreads, Clock clock) {
        this(pool(maxThreads), System::nanoTime, clock);
    }

    /**
     * Creates a checker.
     *
     * @param executor runs the checks, e.g. each on a virtual thread; it is shut down with the checker if it can be
     * @param nanoTime measures time, as {@link System#nanoTime()} does
     * @param clock tells when a check was
     */
    public HealthChecker(Executor executor, LongSupplier nanoTime, Clock clock) {
        this.executor = executor;
        this.nanoTime = nanoTime;
        this.clock = clock;
    }

    /** The queue is bounded by the number of checks, since each of them is under way at most once. */
    private static ExecutorService pool(int maxThreads) {
        if (maxThreads < 1) {
            throw new IllegalArgumentException(maxThreads + " threads cannot check anything. Use 1 or more.");
        }
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                maxThreads, maxThreads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new CheckThreads());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /**
     * Makes the check of a part. Nothing runs until somebody asks.
     *
     * @param part the part
     * @return its check, to be kept as long as the part is there
     */
    public CachedCheck check(HealthPart part) {
        return new CachedCheck(part, executor, nanoTime, clock);
    }

    /**
     * Reports on parts. All that have to be looked at are looked at side by side.
     *
     * @param checks the checks of the parts
     * @return how they do
     */
    public HealthReport report(Collection<CachedCheck> checks) {
        List<CachedCheck> all = List.copyOf(checks);
        List<CachedCheck.Question> questions =
                all.stream().map(CachedCheck::ask).toList();
        List<HealthResult> results = new ArrayList<>(all.size());
        for (int i = 0; i < all.size(); i++) {
            results.add(all.get(i).answer(questions.get(i)));
        }
        return HealthReport.of(results);
    }

    /** Ends the threads. Checks under way are interrupted. */
    @Override
    public void close() {
        if (executor instanceof ExecutorService service) {
            service.shutdownNow();
        }
    }

    private static final class CheckThreads implements ThreadFactory {

        private final AtomicInteger count = new AtomicInteger();

        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(task, "gatehouse-health-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }
    }
}
