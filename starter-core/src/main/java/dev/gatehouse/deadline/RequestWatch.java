package dev.gatehouse.deadline;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at all running requests a few times a second. A request costs one compare-and-set when it starts: it is pushed on
 * one of a few stacks, which the watch empties at its next look into a list of its own. Ending costs nothing here; the
 * watch drops what has ended. So there is no lock, no queue of timers and no cancelling.
 */
final class RequestWatch {

    private static final Logger log = LoggerFactory.getLogger(RequestWatch.class);

    /** A cache line apart, so that two processors do not fight for neighbours. */
    private static final int STACKS = 8;

    private static final int SPACING = 16;

    private final AtomicReferenceArray<@Nullable RunningRequest> stacks =
            new AtomicReferenceArray<>(STACKS * SPACING + SPACING);
    private final RequestTimeoutSettings settings;
    private final List<TimeoutListener> listeners;
    private final Thread thread;
    private volatile boolean stopped;

    /** Touched by the watch's thread only. */
    private @Nullable RunningRequest first;

    RequestWatch(RequestTimeoutSettings settings, List<TimeoutListener> listeners) {
        this.settings = settings;
        this.listeners = listeners;
        this.thread = new Thread(this::run, "gatehouse-timeouts");
        thread.setDaemon(true);
        thread.start();
    }

    void add(RunningRequest request) {
        if (stopped) {
            return;
        }
        int stack = (int) (Thread.currentThread().getId() & (STACKS - 1)) * SPACING + SPACING;
        RunningRequest top;
        do {
            top = stacks.get(stack);
            request.next = top;
        } while (!stacks.weakCompareAndSetVolatile(stack, top, request));
    }

    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    boolean isStopped() {
        return stopped;
    }

    private void run() {
        long tick = settings.tickNanos();
        while (!stopped) {
            LockSupport.parkNanos(this, tick);
            try {
                look(System.nanoTime());
            } catch (RuntimeException | Error e) {
                // Of whatever kind: without this thread no request would ever time out, or be forgotten.
                lookedInVain(tick, e);
            }
        }
    }

    private static void lookedInVain(long tick, Throwable failure) {
        try {
            log.error("Time-outs could not be looked at; the next look is in {} ms.", tick / 1_000_000, failure);
        } catch (RuntimeException | Error unwritable) {
            failure.addSuppressed(unwritable);
        }
    }

    private void look(long now) {
        for (int stack = SPACING; stack < stacks.length(); stack += SPACING) {
            takeOver(stacks.getAndSet(stack, null));
        }
        RunningRequest kept = null;
        RunningRequest request = first;
        while (request != null) {
            RunningRequest next = request.next;
            if (isSettled(request, now)) {
                request.next = null;
                if (kept == null) {
                    first = next;
                } else {
                    kept.next = next;
                }
            } else {
                kept = request;
            }
            request = next;
        }
    }

    private void takeOver(@Nullable RunningRequest top) {
        RunningRequest request = top;
        while (request != null) {
            RunningRequest next = request.next;
            if (request.isDone()) {
                request.next = null;
            } else {
                request.next = first;
                first = request;
            }
            request = next;
        }
    }

    /** Whether nothing is left to do about a request. */
    private boolean isSettled(RunningRequest request, long now) {
        if (request.isDone()) {
            return true;
        }
        if (!request.deadline().isPassedAt(now)) {
            return false;
        }
        if (request.isInterrupted()) {
            return (!settings.streaming() && request.isAnswering()) || isReported(request, now);
        }
        if (!settings.streaming() && request.isAnswering()) {
            request.deadline().lift();
            return true;
        }
        if (request.interrupt()) {
            tellTimeout();
        }
        return false;
    }

    private boolean isReported(RunningRequest request, long now) {
        long overdue = request.deadline().overdueAt(now);
        if (overdue < settings.stuckAfter().toNanos()) {
            return false;
        }
        StuckWorker sample = request.sample(overdue);
        if (sample != null) {
            log.warn("A worker goes on although its request has timed out: {}", sample.getMessage(), sample);
            tellStuck();
        }
        return true;
    }

    private void tellTimeout() {
        for (TimeoutListener listener : listeners) {
            try {
                listener.onTimeout();
            } catch (RuntimeException | Error e) {
                logFailure(listener, e);
            }
        }
    }

    private void tellStuck() {
        for (TimeoutListener listener : listeners) {
            try {
                listener.onStuck();
            } catch (RuntimeException | Error e) {
                logFailure(listener, e);
            }
        }
    }

    private static void logFailure(TimeoutListener listener, Throwable e) {
        log.warn("A listener for time-outs failed: {}", listener.getClass().getName(), e);
    }
}
