package dev.gatehouse.deadline;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;

/**
 * How long requests may take, and what is exempt. Immutable.
 *
 * @param timeout the time-out of each request that no path covers
 * @param paths time-outs of some requests; the first that matches one counts
 * @param async whether requests that go on asynchronously keep their deadline, besides the time-out that the application
 *     or the container gives them; if not, that one alone rules from there on
 * @param streaming whether a request is also interrupted when its answer is already on its way to the client
 * @param debugging whether the time-out acts while a debugger can be attached to the virtual machine
 * @param stuckAfter how long after its time-out a worker that goes on is reported as stuck, a millisecond to a day
 * @param retryAfter when clients are told to try again, at least a second
 */
public record RequestTimeoutSettings(
        Timeout timeout,
        List<PathTimeout> paths,
        boolean async,
        boolean streaming,
        boolean debugging,
        Duration stuckAfter,
        Duration retryAfter) {

    private static final long SLOWEST_TICK = Duration.ofMillis(100).toNanos();
    private static final long FASTEST_TICK = Duration.ofMillis(2).toNanos();

    /**
     * Copies the list and checks the durations.
     *
     * @throws IllegalArgumentException if a duration is out of its range
     */
    public RequestTimeoutSettings {
        paths = List.copyOf(paths);
        if (!isStuckAfter(stuckAfter)) {
            throw new IllegalArgumentException("A worker cannot be stuck after " + stuckAfter + ". Use 1ms to 24h.");
        }
        if (retryAfter.toSeconds() < 1) {
            throw new IllegalArgumentException("Clients cannot retry after " + retryAfter + ". Use at least 1s.");
        }
    }

    /**
     * Tells whether a time is one after which a worker can be stuck.
     *
     * @param time the time
     * @return true for a millisecond to a day
     */
    public static boolean isStuckAfter(Duration time) {
        return time.compareTo(Duration.ofMillis(1)) >= 0 && time.compareTo(Duration.ofDays(1)) <= 0;
    }

    /**
     * Returns the defaults: 60 seconds; asynchronous requests and answers that are on their way exempt; off under a
     * debugger; stuck 10 seconds later; try again after 5.
     *
     * @return the defaults
     */
    public static RequestTimeoutSettings defaults() {
        return new RequestTimeoutSettings(
                new Timeout(Duration.ofSeconds(60)),
                List.of(),
                false,
                false,
                false,
                Duration.ofSeconds(10),
                Duration.ofSeconds(5));
    }

    /** Nanoseconds; 0 for none. */
    long nanosFor(HttpServletRequest request) {
        for (int i = 0; i < paths.size(); i++) {
            if (paths.get(i).requests().matches(request)) {
                return paths.get(i).timeout().duration().toNanos();
            }
        }
        return timeout.duration().toNanos();
    }

    /** How often to look: fine enough for the shortest time-out, and rarely enough to cost nothing. */
    long tickNanos() {
        long shortest = stuckAfter.toNanos();
        shortest = shorter(shortest, timeout);
        for (PathTimeout path : paths) {
            shortest = shorter(shortest, path.timeout());
        }
        return Math.max(FASTEST_TICK, Math.min(SLOWEST_TICK, shortest / 10));
    }

    private static long shorter(long nanos, Timeout timeout) {
        return timeout.duration().isZero()
                ? nanos
                : Math.min(nanos, timeout.duration().toNanos());
    }
}
