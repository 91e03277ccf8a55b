package dev.gatehouse.autoconfigure.limits;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;

/**
 * How many threads may wait at the same time for the rest of bodies that nobody wants: a quarter of those that serve
 * requests. Whoever comes beyond is disconnected at once, so that no number of slow senders keeps the others out.
 * Thread-safe.
 */
final class LingeringCloses {

    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration TOTAL = Duration.ofSeconds(5);

    /** With a thread for each request there is no number of threads to take a share of. */
    private static final int UNBOUNDED = 256;

    private final Semaphore free;

    private LingeringCloses(int atMost) {
        this.free = new Semaphore(atMost);
    }

    static LingeringCloses of(Connector connector) {
        int threads =
                connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol ? protocol.getMaxThreads() : 0;
        return new LingeringCloses(threads <= 0 ? UNBOUNDED : Math.max(1, threads / 4));
    }

    boolean tryBegin() {
        return free.tryAcquire();
    }

    void end() {
        free.release();
    }

    /** How long a client may send nothing before it is disconnected. */
    static long idleNanos() {
        return IDLE.toNanos();
    }

    /** How long it may go on altogether, at whatever pace. */
    static long totalNanos() {
        return TOTAL.toNanos();
    }
}
