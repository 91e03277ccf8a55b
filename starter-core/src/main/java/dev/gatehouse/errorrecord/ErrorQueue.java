package dev.gatehouse.errorrecord;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands between requests and the store: bounded, without a lock on the side of the requests. */
final class ErrorQueue {

    private static final Logger log = LoggerFactory.getLogger(ErrorRecorder.class);
    private static final int LARGEST_BATCH = 256;
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long FAREWELL_MILLIS = 1000;

    private final int capacity;
    private final Queue<ErrorOccurrence> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private volatile @Nullable Thread worker;

    ErrorQueue(int capacity) {
        this.capacity = capacity;
    }

    void add(ErrorOccurrence occurrence) {
        int before = size.getAndIncrement();
        if (before >= capacity) {
            size.decrementAndGet();
            dropped.increment();
            return;
        }
        waiting.add(occurrence);
        if (before == 0) {
            LockSupport.unpark(worker);
        }
    }

    synchronized void start(ErrorStore store) {
        if (worker != null) {
            return;
        }
        Thread thread = new Thread(() -> feed(store), "gatehouse-error-record");
        thread.setDaemon(true);
        worker = thread;
        thread.start();
    }

    /** A worker that hangs in its store is interrupted once, and left behind. */
    synchronized void close() {
        Thread thread = worker;
        if (thread == null) {
            return;
        }
        worker = null;
        LockSupport.unpark(thread);
        try {
            thread.join(FAREWELL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }

    private void feed(ErrorStore store) {
        boolean failing = false;
        while (true) {
            // Read before the queue, so that what was added before the end is not left in it.
            boolean last = worker != Thread.currentThread();
            List<ErrorOccurrence> batch = take();
            if (!batch.isEmpty()) {
                failing = !hand(store, batch, failing);
            } else if (last) {
                return;
            } else {
                LockSupport.parkNanos(this, IDLE_NANOS);
            }
        }
    }

    private List<ErrorOccurrence> take() {
        List<ErrorOccurrence> batch = new ArrayList<>();
        ErrorOccurrence next;
        while (batch.size() < LARGEST_BATCH && (next = waiting.poll()) != null) {
            batch.add(next);
        }
        size.addAndGet(-batch.size());
        return batch;
    }

    /** Whatever the store throws, the worker goes on; the log has one line for a change of state. */
    private boolean hand(ErrorStore store, List<ErrorOccurrence> batch, boolean failing) {
        try {
            store.record(List.copyOf(batch));
        } catch (RuntimeException | Error e) {
            failed.add(batch.size());
            if (!failing) {
                log.warn("The error record cannot be written; errors are counted, but not recorded.", e);
            }
            return false;
        }
        if (failing) {
            log.info("The error record is written again.");
        }
        return true;
    }

    long dropped() {
        return dropped.sum();
    }

    long failed() {
        return failed.sum();
    }
}
