package dev.gatehouse.autoconfigure.health;

import dev.gatehouse.health.HealthCheck;
import dev.gatehouse.health.HealthReading;
import dev.gatehouse.health.HealthStatus;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The check of a database behind a pool. It waits for a connection like any request, so that with a full pool it is late,
 * or gets none, on all instances at once, while requests are still answered. Then the part is degraded rather than down, for
 * as long as the last good answer is recent: a dead database keeps connections busy, too, and a leak keeps them for good.
 * Borrows nothing itself.
 */
final class PooledDatabaseCheck implements HealthCheck {

    private static final HealthReading FULL =
            HealthReading.of(HealthStatus.DEGRADED).with("pool", "full");

    private final HealthCheck check;
    private final Supplier<@Nullable PoolReading> pool;
    private final Predicate<HealthReading> gotNoConnection;
    private final long recent;
    private final LongSupplier nanoTime;

    private volatile boolean full;
    private volatile @Nullable Long answeredAt;

    /** Takes the check, its pool, how a reading tells that there was no connection, and how long an answer is recent. */
    PooledDatabaseCheck(
            HealthCheck check,
            Supplier<@Nullable PoolReading> pool,
            Predicate<HealthReading> gotNoConnection,
            Duration recent,
            LongSupplier nanoTime) {
        this.check = check;
        this.pool = pool;
        this.gotNoConnection = gotNoConnection;
        this.recent = recent.toNanos();
        this.nanoTime = nanoTime;
    }

    /** One that begins while the pool has room gets its connection at once: then the database itself is late. */
    @Override
    public HealthReading check() throws Exception {
        PoolReading before = pool.get();
        full = before != null && before.isFull();
        HealthReading reading = check.check();
        if (reading.status().isAvailable()) {
            answeredAt = nanoTime.getAsLong();
            return reading;
        }
        return isExcused() && gotNoConnection.test(reading) ? FULL : reading;
    }

    @Override
    public HealthReading whileLate() {
        return isExcused() ? FULL : HealthCheck.super.whileLate();
    }

    private boolean isExcused() {
        Long answered = answeredAt;
        return full && answered != null && nanoTime.getAsLong() - answered < recent;
    }
}
