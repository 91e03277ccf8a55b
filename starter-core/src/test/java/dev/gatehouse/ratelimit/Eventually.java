package dev.gatehouse.ratelimit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread or machine does, and fails when it does not come. */
public final class Eventually {

    private static final Duration HANG = Duration.ofSeconds(20);

    private Eventually() {}

    public static void holds(Runnable assertion) {
        long deadline = System.nanoTime() + HANG.toNanos();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(2_000_000);
            }
        }
    }

    public static void isTrue(BooleanSupplier condition) {
        holds(() -> {
            if (!condition.getAsBoolean()) {
                throw new AssertionError("This has not happened within " + HANG + ".");
            }
        });
    }
}
