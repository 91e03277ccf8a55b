package dev.gatehouse.health;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The check of one part, bounded: it runs at most once at a time and at most once per cache period, on a thread of the
 * checker; whoever asks waits for it no longer than its time-out, counted from its start. While it hangs it is down, and
 * is not started again. A change of status is logged once. Thread-safe.
 *
 * <p>Being late once may be the machine's fault rather than the part's: where a good result can still be passed on, a part
 * is down only when its check is late twice in a row, or under way for two time-outs. And a check may know {@linkplain
 * HealthCheck#whileLate() why it is late}, and that the part works all the same.
 */
public final class CachedCheck {

    private static final Logger log = LoggerFactory.getLogger(CachedCheck.class);

    private final HealthPart part;
    private final Executor executor;
    private final LongSupplier nanoTime;
    private final Clock clock;
    private final long timeout;

    private final AtomicReference<@Nullable Run> running = new AtomicReference<>();
    private final AtomicReference<HealthStatus> told = new AtomicReference<>(HealthStatus.UP);
    private volatile @Nullable Completed last;

    CachedCheck(HealthPart part, Executor executor, LongSupplier nanoTime, Clock clock) {
        this.part = part;
        this.executor = executor;
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.timeout = part.times().timeout().toNanos();
    }

    /**
     * Gives the part that is checked.
     *
     * @return the part
     */
    public HealthPart part() {
        return part;
    }

    /** Starts the check unless its last result is fresh or it is under way. Never waits. */
    public void refresh() {
        if (freshness() != Freshness.FRESH) {
            start();
        }
    }

    /**
     * Tells how the part does.
     *
     * @return the last result while it is fresh, or if it was good and a little older while a new one is on its way, for
     *     at most two time-outs; else the new one, or {@link HealthResult.Failure#TIME_OUT} if that does not come in time
     */
    public HealthResult result() {
        return answer(ask());
    }

    /** Starts the check if it has to be; the answer can be fetched later. */
    Question ask() {
        Completed before = last;
        Freshness freshness = freshness();
        return new Question(before, freshness, freshness == Freshness.FRESH ? null : start());
    }

    HealthResult answer(Question question) {
        Completed before = question.before();
        Run run = question.run();
        if (run == null) {
            return before == null ? result() : before.result();
        }
        if (run.done().isDone()) {
            return await(run, 0);
        }
        long underWay = nanoTime.getAsLong() - run.startedAt();
        if (before != null && question.freshness() == Freshness.STALE && mayBePassedOn(before, underWay)) {
            return before.result();
        }
        long left = timeout - underWay;
        return left <= 0 ? timedOut(run) : await(run, left);
    }

    /** The first time-out in a row proves nothing on a busy machine. The second does. */
    private boolean mayBePassedOn(Completed before, long underWay) {
        return underWay < (before.late() ? timeout : 2 * timeout);
    }

    private Freshness freshness() {
        Completed completed = last;
        return completed == null
                ? Freshness.EXPIRED
                : Freshness.at(
                        nanoTime.getAsLong() - completed.at(),
                        completed.result().status(),
                        part.times());
    }

    /** Of two that come at once, one starts it; who comes right after its end finds the result. */
    private Run start() {
        Run run = new Run(nanoTime.getAsLong(), new CompletableFuture<>());
        Run other = running.compareAndExchange(null, run);
        if (other != null) {
            return other;
        }
        Completed completed = last;
        if (completed != null && freshness() == Freshness.FRESH) {
            running.set(null);
            run.done().complete(completed.result());
            return run;
        }
        try {
            executor.execute(() -> perform(run));
        } catch (RuntimeException | Error e) {
            // Rejected, or the machine has no thread left: that may be over the next time.
            complete(run, failed(e));
        }
        return run;
    }

    private void perform(Run run) {
        HealthReading reading;
        try {
            reading = Objects.requireNonNull(part.check().check(), "The check found nothing.");
        } catch (Throwable e) {
            complete(run, failed(e));
            log.debug("The health check of {} failed.", part.name(), e);
            return;
        }
        complete(run, new Finding(reading, null));
    }

    private static Finding failed(Throwable e) {
        Map<String, Object> details = Map.of("error", describe(e));
        return new Finding(new HealthReading(HealthStatus.DOWN, details), HealthResult.Failure.EXCEPTION);
    }

    private static String describe(Throwable e) {
        String name = e.getClass().getName();
        try {
            return name + ": " + e.getMessage();
        } catch (RuntimeException | Error withoutMessage) {
            return name;
        }
    }

    /** Whatever goes wrong here, the check is over and can be started again. */
    private void complete(Run run, Finding finding) {
        HealthResult result = null;
        try {
            result = keep(run, finding);
            tell(result);
        } finally {
            running.compareAndSet(run, null);
            run.done().complete(result);
        }
    }

    /** What came too late for the second time in a row counts as not found: such a part is of no use. */
    private HealthResult keep(Run run, Finding finding) {
        Completed before = last;
        boolean late = nanoTime.getAsLong() - run.startedAt() > timeout;
        boolean again = late && before != null && before.late();
        HealthResult result = result(run, again ? late() : finding);
        last = new Completed(result, nanoTime.getAsLong(), late);
        return result;
    }

    private HealthResult await(Run run, long nanos) {
        try {
            HealthResult result = run.done().get(nanos, TimeUnit.NANOSECONDS);
            return result == null ? timedOut(run) : result;
        } catch (TimeoutException e) {
            return timedOut(run);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return timedOut(run);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private HealthResult timedOut(Run run) {
        HealthResult result = result(run, late());
        tell(result);
        return result;
    }

    private Finding late() {
        HealthReading known;
        try {
            known = Objects.requireNonNull(part.check().whileLate());
        } catch (RuntimeException | Error e) {
            log.debug("Nothing is known of {} while its check is late.", part.name(), e);
            known = HealthReading.of(HealthStatus.DOWN);
        }
        return new Finding(known, known.status().isAvailable() ? null : HealthResult.Failure.TIME_OUT);
    }

    private HealthResult result(Run run, Finding finding) {
        Duration took = Duration.ofNanos(nanoTime.getAsLong() - run.startedAt());
        return new HealthResult(part, finding.reading(), finding.failure(), took, clock.instant());
    }

    private void tell(HealthResult result) {
        HealthStatus now = result.status();
        HealthStatus before = told.getAndSet(now);
        if (before == now || (before == HealthStatus.UP && now == HealthStatus.UNKNOWN)) {
            return;
        }
        String kind = part.required() ? "required" : "optional";
        if (now.compareTo(HealthStatus.DEGRADED) < 0) {
            log.info("Health of {} ({}): {}, it was {}.", part.name(), kind, now, before);
        } else {
            log.warn(
                    "Health of {} ({}): {}{}, it was {}.",
                    part.name(),
                    kind,
                    now,
                    result.failure() == HealthResult.Failure.TIME_OUT
                            ? ", no answer within " + part.times().timeout()
                            : "",
                    before);
        }
    }

    /**
     * What was known when somebody asked.
     *
     * @param before the last result
     * @param freshness what it is worth
     * @param run the check under way; null if the last result does
     */
    record Question(
            @Nullable Completed before,
            Freshness freshness,
            @Nullable Run run) {}

    /**
     * A check under way.
     *
     * @param startedAt when it began
     * @param done its result; null if it ended without any
     */
    record Run(long startedAt, CompletableFuture<@Nullable HealthResult> done) {}

    record Completed(HealthResult result, long at, boolean late) {}

    private record Finding(HealthReading reading, HealthResult.@Nullable Failure failure) {}
}
