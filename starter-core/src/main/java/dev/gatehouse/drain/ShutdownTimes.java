package dev.gatehouse.drain;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a stop takes at most, and how long the platform waits before it kills the process.
 *
 * @param drain how long requests are still answered after readiness is gone
 * @param inFlight how long requests in flight may take after that
 * @param gracePeriod how long the platform waits, e.g. {@code terminationGracePeriodSeconds}; null if it is not known
 */
public record ShutdownTimes(
        Duration drain, Duration inFlight, @Nullable Duration gracePeriod) {

    /**
     * Gives the longest time to stop.
     *
     * @return drain and requests in flight together
     */
    public Duration total() {
        return drain.plus(inFlight);
    }

    /**
     * Tells whether the service can stop before it is killed.
     *
     * @return false if it is known that it cannot: what is left of the grace period has to suffice for closing pools
     */
    public boolean fit() {
        return gracePeriod == null || total().compareTo(gracePeriod) < 0;
    }
}
