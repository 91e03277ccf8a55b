package dev.gatehouse.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * So many clients that log in at once, each anew as soon as it has its answer, also when it was told to come back later: worse
 * than clients who do as they are told. Beside them a {@link PacedProbe} asks for something small.
 */
final class LoginStorm {

    private static final long SAMPLE_MILLIS = 50;

    private final Service service;
    private final LoginClient client;
    private final PacedProbe others;

    LoginStorm(Service service, LoginClient client, PacedProbe others) {
        this.service = service;
        this.client = client;
        this.others = others;
    }

    /**
     * Storms.
     *
     * @param parallel log-ins at once; 0 to see the rest alone
     * @param length how long
     * @return what happened
     * @throws IOException if a log-in is answered with anything but 200, or 503 with Retry-After, or the rest fails
     * @throws InterruptedException if this thread is interrupted
     */
    Storm drive(int parallel, Duration length) throws IOException, InterruptedException {
        long nanos = length.toNanos();
        long before = service.residentMegabytes();
        AtomicLong peak = new AtomicLong(before);
        Duration cpu = service.cpu();
        ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor();
        ExecutorService clients = Executors.newFixedThreadPool(parallel + 1);
        try {
            Future<?> samples = sampler.scheduleAtFixedRate(
                    () -> peak.accumulateAndGet(resident(), Math::max), 0, SAMPLE_MILLIS, TimeUnit.MILLISECONDS);
            long begin = System.nanoTime();
            List<Future<Logins>> all = new ArrayList<>();
            for (int i = 0; i < parallel; i++) {
                all.add(clients.submit(loop(begin, nanos)));
            }
            LatencyHistogram rest = result(clients.submit(() -> others.drive(nanos)));
            Logins sum = new Logins();
            for (Future<Logins> one : all) {
                sum.add(result(one));
            }
            long elapsed = System.nanoTime() - begin;
            if (samples.isDone()) {
                result(samples);
            }
            return new Storm(
                    parallel,
                    elapsed,
                    sum,
                    rest,
                    service.cpu().minus(cpu),
                    before,
                    peak.get(),
                    service.residentMegabytes());
        } finally {
            sampler.shutdownNow();
            clients.shutdownNow();
        }
    }

    private Callable<Logins> loop(long begin, long nanos) {
        return () -> {
            Logins logins = new Logins();
            for (long now = begin; now - begin < nanos; ) {
                long sent = System.nanoTime();
                boolean done = client.tryLogin();
                now = System.nanoTime();
                (done ? logins.done : logins.busy).record(now - sent);
            }
            return logins;
        };
    }

    private long resident() {
        try {
            return service.residentMegabytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T result(Future<T> future) throws IOException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IOException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
        }
    }

    /** How long log-ins took: those that were done, and those told to come back. */
    static final class Logins {

        final LatencyHistogram done = new LatencyHistogram();
        final LatencyHistogram busy = new LatencyHistogram();

        void add(Logins other) {
            done.add(other.done);
            busy.add(other.busy);
        }
    }

    /**
     * What happened.
     *
     * @param parallel log-ins at once
     * @param nanos how long it took, the last answer included
     * @param logins the log-ins
     * @param others how long the answers to others took
     * @param cpu processor time of the server
     * @param before resident size of the server before, in MB
     * @param peak the largest seen
     * @param after the resident size afterwards
     */
    record Storm(
            int parallel,
            long nanos,
            Logins logins,
            LatencyHistogram others,
            Duration cpu,
            long before,
            long peak,
            long after) {

        double loginsPerSecond() {
            return logins.done.total() * 1e9 / nanos;
        }

        double busyPerSecond() {
            return logins.busy.total() * 1e9 / nanos;
        }

        /** Processor time of the server per log-in in ms, that of what it did beside included. */
        double cpuPerLogin() {
            return cpu.toNanos() / 1e6 / Math.max(1, logins.done.total());
        }
    }
}
