package dev.gatehouse.benchmarks.load;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What somebody else sees meanwhile: one request each twentieth of a second. A latency counts from the moment the request was due,
 * so that a server that stalls is charged for all that it kept waiting. For one thread.
 */
final class PacedProbe {

    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final int port;
    private final String path;

    PacedProbe(int port, String path) {
        this.port = port;
        this.path = path;
    }

    /**
     * Sends requests for a while.
     *
     * @param nanos how long
     * @return how long the answers took
     * @throws IOException if one of them is not 200
     */
    LatencyHistogram drive(long nanos) throws IOException {
        LatencyHistogram histogram = new LatencyHistogram();
        try (KeptConnection connection = new KeptConnection(port, path)) {
            long begin = System.nanoTime();
            for (long due = begin; due - begin < nanos; due += PERIOD_NANOS) {
                while (System.nanoTime() - due < 0) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                int status = connection.get();
                if (status != 200) {
                    throw new IOException(path + " was answered with " + status + " instead of 200.");
                }
                histogram.record(System.nanoTime() - due);
            }
        }
        return histogram;
    }
}
