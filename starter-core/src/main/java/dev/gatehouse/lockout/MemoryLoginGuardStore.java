package dev.gatehouse.lockout;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/**
 * Keeps states in the memory of this process, bounded without loss: a state goes only once it is as good as clean, so that no
 * flood of other subjects washes a lock out. At the cap new subjects share a fixed set of overflow states, which {@link #remove} does not clear: it would
 * free all that share one. Thread-safe.
 */
public final class MemoryLoginGuardStore implements LoginGuardStore {

    private static final int OVERFLOW_STATES = 1024;

    private final int maxSubjects;
    private final Cache<String, GuardState> states;

    /**
     * Creates an empty store for a million subjects, about 200 MB at worst.
     *
     * @param settings the rules of the guard
     * @param clock the guard's clock
     */
    public MemoryLoginGuardStore(LockoutSettings settings, InstantSource clock) {
        this(settings, clock, 1_000_000);
    }

    /**
     * Creates an empty store.
     *
     * @param settings the rules of the guard
     * @param clock the guard's clock
     * @param maxSubjects how many subjects to keep before new ones share a state, 1 or more
     */
    public MemoryLoginGuardStore(LockoutSettings settings, InstantSource clock, int maxSubjects) {
        Instant start = clock.instant();
        Ticker ticker = () -> Duration.between(start, clock.instant()).toNanos();
        this.maxSubjects = maxSubjects;
        this.states = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfter(Expiry.<String, GuardState>writing((subject, state) -> {
                    Duration left = Duration.between(clock.instant(), state.forgottenAt(settings));
                    return left.isNegative() ? Duration.ZERO : left;
                }))
                .build();
    }

    @Override
    public GuardState find(String subject) {
        GuardState own = states.getIfPresent(subject);
        if (own == null) {
            own = states.getIfPresent(overflow(subject));
        }
        return own == null ? GuardState.CLEAN : own;
    }

    @Override
    public GuardChange update(String subject, UnaryOperator<GuardState> change) {
        GuardState[] before = {GuardState.CLEAN};
        GuardState after = states.asMap().compute(place(subject), (same, known) -> {
            before[0] = known == null ? GuardState.CLEAN : known;
            return change.apply(before[0]);
        });
        return new GuardChange(before[0], after);
    }

    @Override
    public void remove(String subject) {
        states.invalidate(subject);
    }

    @Override
    public void removeAccount(String account) {
        String below = account + SEPARATOR;
        states.asMap().keySet().removeIf(subject -> subject.equals(account) || subject.startsWith(below));
    }

    long size() {
        states.cleanUp();
        return states.estimatedSize();
    }

    private String place(String subject) {
        if (states.getIfPresent(subject) != null) {
            return subject;
        }
        if (states.getIfPresent(overflow(subject)) != null) {
            return overflow(subject);
        }
        if (states.estimatedSize() < maxSubjects) {
            return subject;
        }
        // What has expired counts in the size until it is swept.
        states.cleanUp();
        return states.estimatedSize() < maxSubjects ? subject : overflow(subject);
    }

    private static String overflow(String subject) {
        return "overflow:" + Math.floorMod(subject.hashCode(), OVERFLOW_STATES);
    }
}
