package dev.gatehouse.lockout;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The states of one kind of subject. Bounded without loss: a state goes only once it is as good as clean. What finds no room
 * shares a state with others until there is room again. Thread-safe.
 */
final class GuardTable {

    /** A state, and until when the subject is left out of the shared one. */
    private record Kept(GuardState state, @Nullable Instant apartUntil) {

        Instant until(LockoutSettings settings) {
            Instant forgotten = state.forgottenAt(settings);
            return apartUntil != null && apartUntil.isAfter(forgotten) ? apartUntil : forgotten;
        }
    }

    private final InstantSource clock;
    private final int maxSubjects;
    private final Cache<String, Kept> own;
    private final SharedStates shared;

    GuardTable(LockoutSettings settings, InstantSource clock, int maxSubjects, SharedStates shared) {
        Instant start = clock.instant();
        Ticker ticker = () -> Duration.between(start, clock.instant()).toNanos();
        this.clock = clock;
        this.maxSubjects = maxSubjects;
        this.shared = shared;
        this.own = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfter(Expiry.<String, Kept>writing((subject, kept) -> {
                    Duration left = Duration.between(clock.instant(), kept.until(settings));
                    return left.isNegative() ? Duration.ZERO : left;
                }))
                .build();
    }

    GuardState find(String subject) {
        Kept kept = own.getIfPresent(subject);
        return kept == null ? shared.find(subject, clock.instant()) : kept.state();
    }

    GuardChange update(String subject, UnaryOperator<GuardState> change) {
        return hasOwn(subject) ? updateOwn(subject, change) : shared.update(subject, clock.instant(), change);
    }

    void remove(String subject) {
        Instant now = clock.instant();
        own.asMap()
                .computeIfPresent(
                        subject,
                        (same, kept) -> kept.apartUntil() != null && now.isBefore(kept.apartUntil())
                                ? new Kept(GuardState.CLEAN, kept.apartUntil())
                                : null);
    }

    /** Frees one of those that share a state. The others stay as they are: they may be whom it was meant for. */
    void release(String subject) {
        Instant until = shared.endOf(subject, clock.instant());
        if (until == null) {
            own.invalidate(subject);
        } else {
            own.put(subject, new Kept(GuardState.CLEAN, until));
        }
    }

    void removeBelow(String prefix) {
        own.asMap().keySet().removeIf(subject -> subject.startsWith(prefix));
    }

    long size() {
        own.cleanUp();
        return own.estimatedSize();
    }

    /** A lock that is shared goes on when there is room again: it is the only one that is known of the subject. */
    private boolean hasOwn(String subject) {
        return own.getIfPresent(subject) != null
                || (hasRoom() && !shared.find(subject, clock.instant()).isLocked(clock.instant()));
    }

    private boolean hasRoom() {
        // What has expired counts in the size until it is swept.
        return own.estimatedSize() < maxSubjects || size() < maxSubjects;
    }

    private GuardChange updateOwn(String subject, UnaryOperator<GuardState> change) {
        GuardState[] before = {GuardState.CLEAN};
        Kept after = own.asMap().compute(subject, (same, kept) -> {
            before[0] = kept == null ? GuardState.CLEAN : kept.state();
            return new Kept(change.apply(before[0]), kept == null ? null : kept.apartUntil());
        });
        return new GuardChange(before[0], after.state());
    }
}
