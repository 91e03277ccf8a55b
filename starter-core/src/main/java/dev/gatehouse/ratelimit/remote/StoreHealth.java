package dev.gatehouse.ratelimit.remote;

import dev.gatehouse.ratelimit.remote.RemoteStoreState.Status;
import dev.gatehouse.web.LogText;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides by a circuit breaker whether the store is asked. While it is not, the store is probed in the background, so no
 * request pays for finding out that it is back, and a service without requests finds out too.
 */
final class StoreHealth implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RemoteRateLimitStore.class);

    private static final int WINDOW = 10;
    private static final int AT_LEAST = 5;
    private static final int LONGEST_REASON = 300;
    private static final Duration FIRST_CONNECTION = Duration.ofSeconds(5);

    private final RemoteBuckets buckets;
    private final StoreProbe probe;
    private final Duration timeBudget;
    private final List<RemoteStoreListener> listeners;
    private final CircuitBreaker breaker;
    private final AtomicInteger failuresInARow = new AtomicInteger();
    private final AtomicBoolean askedElsewhere = new AtomicBoolean();
    private final Executor later;
    private final Executor soon;
    private final CompletableFuture<Boolean> firstAnswer = new CompletableFuture<>();
    private volatile RemoteStoreState state = new RemoteStoreState(Status.CONNECTING, Instant.now(), null);
    private volatile @Nullable Throwable lastFailure;
    private volatile boolean closed;

    StoreHealth(RemoteBuckets buckets, RemoteStoreSettings settings, List<RemoteStoreListener> listeners) {
        this.buckets = buckets;
        this.probe = new StoreProbe(buckets);
        this.timeBudget = settings.timeBudget();
        this.listeners = listeners;
        this.breaker = CircuitBreaker.of(
                "rate-limit-store",
                CircuitBreakerConfig.custom()
                        .slidingWindow(
                                WINDOW,
                                AT_LEAST,
                                CircuitBreakerConfig.SlidingWindowType.COUNT_BASED,
                                CircuitBreakerConfig.SlidingWindowSynchronizationStrategy.LOCK_FREE)
                        .failureRateThreshold(50)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitDurationInOpenState(settings.probeInterval())
                        .initialState(CircuitBreaker.State.OPEN)
                        .writableStackTraceEnabled(false)
                        .build());
        this.later = CompletableFuture.delayedExecutor(settings.probeInterval().toMillis(), TimeUnit.MILLISECONDS);
        this.soon = CompletableFuture.delayedExecutor(timeBudget.toMillis(), TimeUnit.MILLISECONDS);
    }

    void start() {
        breaker.getEventPublisher()
                .onStateTransition(event -> onState(event.getStateTransition().getToState()));
        probe();
    }

    boolean isUp() {
        return breaker.getState() == CircuitBreaker.State.CLOSED;
    }

    RemoteStoreState state() {
        return state;
    }

    boolean awaitUp(Duration atMost) {
        try {
            return firstAnswer.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return isUp();
        } catch (ExecutionException | TimeoutException e) {
            return isUp();
        }
    }

    void answered(long nanos) {
        if (isUp()) {
            if (failuresInARow.get() > 0) {
                failuresInARow.set(0);
            }
            breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        }
    }

    void failed(long nanos, Throwable failure) {
        if (!isUp()) {
            return;
        }
        lastFailure = failure;
        if (!buckets.isSpread()) {
            breaker.onError(nanos, TimeUnit.NANOSECONDS, failure);
        } else if (failuresInARow.incrementAndGet() >= AT_LEAST && askedElsewhere.compareAndSet(false, true)) {
            askElsewhere();
        }
    }

    /**
     * One machine of several that is gone fails whatever is asked of it, and clients may choose keys there: their calls
     * alone must not take the others' keys from the store.
     */
    private void askElsewhere() {
        probe.ask(timeBudget).whenComplete((answer, failure) -> {
            failuresInARow.set(0);
            if (failure != null && isUp()) {
                breaker.transitionToOpenState();
            }
            soon.execute(() -> askedElsewhere.set(false));
        });
    }

    @Override
    public void close() {
        closed = true;
        firstAnswer.complete(false);
    }

    private void probe() {
        if (closed || isUp()) {
            return;
        }
        breaker.transitionToHalfOpenState();
        if (!breaker.tryAcquirePermission()) {
            return;
        }
        long start = System.nanoTime();
        probe.ask(patience()).whenComplete((decision, failure) -> {
            long nanos = System.nanoTime() - start;
            if (failure == null) {
                breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
            } else {
                lastFailure = failure;
                breaker.onError(nanos, TimeUnit.NANOSECONDS, failure);
            }
        });
    }

    /** The first connection takes its time, and nobody waits for it. */
    private Duration patience() {
        boolean first = state.status() == Status.CONNECTING && timeBudget.compareTo(FIRST_CONNECTION) < 0;
        return first ? FIRST_CONNECTION : timeBudget;
    }

    private void onState(CircuitBreaker.State to) {
        if (to == CircuitBreaker.State.CLOSED) {
            onUp();
        } else if (to == CircuitBreaker.State.OPEN) {
            try {
                onFailure();
            } finally {
                later.execute(this::probe);
            }
        }
    }

    private void onUp() {
        RemoteStoreState before = state;
        become(new RemoteStoreState(Status.UP, Instant.now(), null));
        if (before.status() == Status.FALLBACK) {
            log.info(
                    "{} answers again after {} s. Rate limits are shared between instances again.",
                    buckets.name(),
                    Duration.between(before.since(), Instant.now()).toSeconds());
        }
        firstAnswer.complete(true);
    }

    private void onFailure() {
        if (state.status() == Status.FALLBACK || closed) {
            return;
        }
        String reason = reason();
        become(new RemoteStoreState(Status.FALLBACK, Instant.now(), reason));
        log.warn(
                "{} does not serve rate limits: {}. Until it does, each rule does what it says for this case: count in"
                        + " this instance, let all pass or refuse with 503. This is said once.",
                buckets.name(),
                reason);
    }

    private void become(RemoteStoreState next) {
        state = next;
        for (RemoteStoreListener listener : listeners) {
            tell(listener, next);
        }
    }

    private void tell(RemoteStoreListener listener, RemoteStoreState next) {
        try {
            listener.onStateChange(next);
        } catch (Throwable e) {
            log.warn(
                    "{} threw when it was told that {} is in the state {}.",
                    listener.getClass().getName(),
                    buckets.name(),
                    next.status(),
                    e);
        }
    }

    private String reason() {
        Throwable failure = lastFailure;
        while (failure instanceof CompletionException || failure instanceof ExecutionException) {
            failure = failure.getCause();
        }
        if (failure == null || failure instanceof TimeoutException) {
            return "no answer in time";
        }
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String text = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        String reason = LogText.safe(text, LONGEST_REASON);
        return reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
    }
}
