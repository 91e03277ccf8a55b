package dev.gatehouse.lockout;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of states for subjects that find no room for their own. Most of those that share one did nothing, so that
 * its lock does not grow and nothing of it is remembered when it ends. Thread-safe.
 */
final class SharedStates {

    private final LockoutSettings settings;
    private final AtomicReferenceArray<GuardState> states;

    /** Without any, what finds no room is as if it were new each time. */
    SharedStates(LockoutSettings settings, int number) {
        this.settings = settings;
        this.states = new AtomicReferenceArray<>(number);
    }

    GuardState find(String subject, Instant now) {
        return states.length() == 0 ? GuardState.CLEAN : current(states.get(place(subject)), now);
    }

    GuardChange update(String subject, Instant now, UnaryOperator<GuardState> change) {
        if (states.length() == 0) {
            return new GuardChange(GuardState.CLEAN, change.apply(GuardState.CLEAN));
        }
        int place = place(subject);
        while (true) {
            GuardState kept = states.get(place);
            GuardState before = current(kept, now);
            GuardState after = withoutHistory(change.apply(before));
            if (states.compareAndSet(place, kept, after)) {
                return new GuardChange(before, after);
            }
        }
    }

    /** When what is known of those that share the subject's state is forgotten; null if nothing is. */
    @Nullable
    Instant endOf(String subject, Instant now) {
        GuardState state = find(subject, now);
        return state == GuardState.CLEAN ? null : end(state);
    }

    private GuardState current(@Nullable GuardState state, Instant now) {
        return state == null || !now.isBefore(end(state)) ? GuardState.CLEAN : state;
    }

    private Instant end(GuardState state) {
        Instant windowEnd = state.windowStart().plus(settings.window());
        Instant lockedUntil = state.lockedUntil();
        return lockedUntil != null && lockedUntil.isAfter(windowEnd) ? lockedUntil : windowEnd;
    }

    private static GuardState withoutHistory(GuardState state) {
        return new GuardState(state.failures(), state.windowStart(), 0, state.lockedUntil(), state.lastFailureAt());
    }

    private int place(String subject) {
        return Math.floorMod(subject.hashCode(), states.length());
    }
}
