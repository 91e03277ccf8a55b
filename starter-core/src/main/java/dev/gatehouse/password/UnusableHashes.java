package dev.gatehouse.password;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator that a kept hash is not verified, once a minute at most: its user types the right password in vain, and
 * after a change of the cost so may all of them. Thread-safe.
 */
final class UnusableHashes {

    private static final Logger log = LoggerFactory.getLogger(PasswordHasher.class);

    private static final long PAUSE = TimeUnit.MINUTES.toNanos(1);

    private final int maxMemory;
    private final int maxIterations;
    private final LongSupplier nanos;
    private final AtomicLong last;

    UnusableHashes(int maxMemory, int maxIterations, LongSupplier nanos) {
        this.maxMemory = maxMemory;
        this.maxIterations = maxIterations;
        this.nanos = nanos;
        this.last = new AtomicLong(nanos.getAsLong() - PAUSE);
    }

    /** Names parameters only: null is a text that is no hash of ours, and may be anything. */
    void found(@Nullable StoredHash hash) {
        long now = nanos.getAsLong();
        long before = last.get();
        if (now - before < PAUSE || !last.compareAndSet(before, now)) {
            return;
        }
        if (hash == null) {
            log.warn("A stored password hash is no Argon2 hash and cannot be verified. Said once a minute at most.");
        } else {
            log.warn(
                    "A stored password hash is not verified: {}, version {}, {} KiB, {} iterations, {} lanes. Allowed are"
                            + " {} KiB and {} iterations (gatehouse.auth.password.argon2.max-stored-memory,"
                            + " max-stored-iterations). Said once a minute at most.",
                    hash.variant(),
                    hash.version(),
                    hash.memory(),
                    hash.iterations(),
                    hash.parallelism(),
                    maxMemory,
                    maxIterations);
        }
    }
}
