package dev.gatehouse.benchmarks.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** Threads that ask one after the other, each as fast as it is answered. */
final class Crowd {

    private final RedisRun.Contender contender;
    private final int keys;
    private final int threads;

    Crowd(RedisRun.Contender contender, int keys, int threads) {
        this.contender = contender;
        this.keys = keys;
        this.threads = threads;
    }

    /** Gives the answers per second; a decision that fails ends the run. */
    double perSecond(long millis) throws InterruptedException {
        LongAdder answers = new LongAdder();
        AtomicReference<Exception> failure = new AtomicReference<>();
        long start = System.nanoTime();
        long end = start + millis * 1_000_000;
        List<Thread> crowd = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> ask(end, answers, failure));
            thread.start();
            crowd.add(thread);
        }
        for (Thread thread : crowd) {
            thread.join();
        }
        if (failure.get() != null) {
            throw new IllegalStateException("A decision failed.", failure.get());
        }
        return answers.sum() * 1e9 / (System.nanoTime() - start);
    }

    private void ask(long end, LongAdder answers, AtomicReference<Exception> failure) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        try {
            while (System.nanoTime() < end) {
                contender.decide(keys == 1 ? 0 : random.nextInt(keys));
                answers.increment();
            }
        } catch (ExecutionException | InterruptedException | RuntimeException e) {
            failure.set(e);
        }
    }
}
