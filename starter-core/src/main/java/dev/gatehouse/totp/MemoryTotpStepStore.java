package dev.gatehouse.totp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps used steps in the memory of this process: enough for one instance. A step is forgotten after a while in which its
 * code cannot be right any more. Only right codes are kept, so that nobody can fill the memory by guessing. Thread-safe.
 */
public final class MemoryTotpStepStore implements TotpStepStore {

    /** Longer than the widest window of {@link TotpSettings}: five periods of five minutes. */
    private static final Duration KEPT = Duration.ofMinutes(30);

    private final Cache<String, Long> steps;

    /** Creates an empty store. */
    public MemoryTotpStepStore() {
        this(Ticker.systemTicker());
    }

    MemoryTotpStepStore(Ticker ticker) {
        this.steps = Caffeine.newBuilder().expireAfterWrite(KEPT).ticker(ticker).build();
    }

    @Override
    public boolean advance(String user, long step) {
        AtomicBoolean advanced = new AtomicBoolean();
        steps.asMap().compute(user, (same, last) -> {
            boolean higher = last == null || last < step;
            advanced.set(higher);
            return higher ? step : last;
        });
        return advanced.get();
    }
}
