package dev.gatehouse.ratelimit;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;

/**
 * Writes where a client stands into headers: the {@code X-RateLimit} ones for the policy that gives out first, and those
 * of draft-ietf-httpapi-ratelimit-headers-11 (lists of RFC 9651) for all. Times are whole seconds from now, rounded up:
 * {@code X-RateLimit-Reset} until everything is back, {@code t} likewise, or until the next attempt for a policy that
 * refuses. Immutable, thread-safe.
 */
public final class RateLimitHeaders {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private static final String[] SMALL_NUMBERS = new String[1024];

    static {
        for (int i = 0; i < SMALL_NUMBERS.length; i++) {
            SMALL_NUMBERS[i] = Integer.toString(i);
        }
    }

    private final RateLimitHeaderFormat format;

    /**
     * Creates a serializer.
     *
     * @param format which headers to write
     */
    public RateLimitHeaders(RateLimitHeaderFormat format) {
        this.format = format;
    }

    /**
     * Sets the headers, replacing those of an earlier call.
     *
     * @param decision the decision; without states nothing is written
     * @param response the response, not yet committed
     */
    public void write(RateLimitDecision decision, HttpServletResponse response) {
        List<PolicyState> states = publicOnes(decision.states());
        if (states.isEmpty()) {
            return;
        }
        if (format.isLegacy()) {
            PolicyState state = mostRestrictive(states);
            response.setHeader("X-RateLimit-Limit", state.policy().quota());
            response.setHeader("X-RateLimit-Remaining", number(state.remaining()));
            response.setHeader("X-RateLimit-Reset", number(seconds(state.nanosToFull())));
            response.setHeader("X-RateLimit-Window", state.policy().window());
        }
        if (format.isDraft()) {
            response.setHeader("RateLimit-Policy", policies(states));
            response.setHeader("RateLimit", limits(states));
        }
    }

    private static List<PolicyState> publicOnes(List<PolicyState> states) {
        for (int i = 0; i < states.size(); i++) {
            if (!states.get(i).policy().isPublic()) {
                return states.stream()
                        .filter(state -> state.policy().isPublic())
                        .toList();
            }
        }
        return states;
    }

    /** The one to wait for longest; else the one with the least left, and of these the one that is back last. */
    static PolicyState mostRestrictive(List<PolicyState> states) {
        PolicyState worst = states.get(0);
        for (int i = 1; i < states.size(); i++) {
            PolicyState state = states.get(i);
            int order = Long.compare(state.nanosToWait(), worst.nanosToWait());
            order = order != 0 ? order : Long.compare(worst.remaining(), state.remaining());
            order = order != 0 ? order : Long.compare(state.nanosToFull(), worst.nanosToFull());
            if (order > 0) {
                worst = state;
            }
        }
        return worst;
    }

    private static String policies(List<PolicyState> states) {
        if (states.size() == 1) {
            return states.get(0).policy().definition();
        }
        StringBuilder list = new StringBuilder(40 * states.size());
        for (int i = 0; i < states.size(); i++) {
            list.append(i == 0 ? "" : ", ").append(states.get(i).policy().definition());
        }
        return list.toString();
    }

    private static String limits(List<PolicyState> states) {
        if (states.size() == 1) {
            return limit(states.get(0));
        }
        StringBuilder list = new StringBuilder(32 * states.size());
        for (int i = 0; i < states.size(); i++) {
            list.append(i == 0 ? "" : ", ").append(limit(states.get(i)));
        }
        return list.toString();
    }

    private static String limit(PolicyState state) {
        String start = state.policy().stateStart();
        long remaining = state.remaining();
        long seconds = seconds(state.isViolated() ? state.nanosToWait() : state.nanosToFull());
        if (remaining <= Integer.MAX_VALUE && seconds <= Integer.MAX_VALUE) {
            // The compiler joins texts and ints without a builder, but not longs.
            return start + (int) remaining + ";t=" + (int) seconds;
        }
        return start + remaining + ";t=" + seconds;
    }

    private static long seconds(long nanos) {
        return nanos / NANOS_PER_SECOND + (nanos % NANOS_PER_SECOND == 0 ? 0 : 1);
    }

    private static String number(long value) {
        return value < SMALL_NUMBERS.length ? SMALL_NUMBERS[(int) value] : Long.toString(value);
    }
}
