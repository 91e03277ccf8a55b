package dev.gatehouse.benchmarks.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A closed loop: each connection has a thread that sends the next request when it has read the answer to the last one.
 * Any answer but 200 ends the run, for a refusal is cheaper than what was to be measured.
 */
final class LoadClient {

    private final int port;
    private final String path;
    private final int connections;
    private final @Nullable String token;

    LoadClient(int port, String path, int connections) {
        this(port, path, connections, null);
    }

    /** Sends the access token with each request; null for none. */
    LoadClient(int port, String path, int connections, @Nullable String token) {
        this.port = port;
        this.path = path;
        this.connections = connections;
        this.token = token;
    }

    /**
     * Sends requests for a while.
     *
     * @param nanos how long
     * @return what happened
     * @throws IOException if the server does not answer with 200
     * @throws InterruptedException if this thread is interrupted
     */
    Load drive(long nanos) throws IOException, InterruptedException {
        List<KeptConnection> open = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                open.add(new KeptConnection(port, path, token));
            }
            return drive(open, nanos);
        } finally {
            for (KeptConnection connection : open) {
                connection.close();
            }
        }
    }

    private static Load drive(List<KeptConnection> open, long nanos) throws IOException, InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
        List<LatencyHistogram> histograms = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (KeptConnection connection : open) {
            LatencyHistogram histogram = new LatencyHistogram();
            Thread thread = new Thread(() -> loop(connection, nanos, histogram, start, failure), "load");
            thread.setDaemon(true);
            thread.start();
            histograms.add(histogram);
            threads.add(thread);
        }
        long begin = System.nanoTime();
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        long elapsed = System.nanoTime() - begin;
        IOException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        LatencyHistogram all = new LatencyHistogram();
        histograms.forEach(all::add);
        return new Load(elapsed, all);
    }

    private static void loop(
            KeptConnection connection,
            long nanos,
            LatencyHistogram histogram,
            CountDownLatch start,
            AtomicReference<@Nullable IOException> failure) {
        try {
            start.await();
            long now = System.nanoTime();
            long end = now + nanos;
            while (now - end < 0 && failure.get() == null) {
                long begin = now;
                int status = connection.get();
                if (status != 200) {
                    throw new IOException("The server answered with " + status + " instead of 200.");
                }
                now = System.nanoTime();
                histogram.record(now - begin);
            }
        } catch (IOException e) {
            failure.compareAndSet(null, e);
        } catch (InterruptedException e) {
            failure.compareAndSet(null, new IOException("Interrupted before the start.", e));
        }
    }

    /**
     * What was sent and answered.
     *
     * @param nanos how long it took
     * @param latencies how long each answer took
     */
    record Load(long nanos, LatencyHistogram latencies) {}
}
