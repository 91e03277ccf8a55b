package dev.gatehouse.concurrency;

import dev.gatehouse.web.RequestMatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All limits on requests in flight. Immutable but for the counts inside.
 *
 * @param all the limit of all requests together; null for none
 * @param groups limits of some requests besides; the first that matches one counts
 * @param exempt requests that are always let in and never counted, e.g. health probes; asked first
 * @param retryAfter when clients are told to try again, at least a second
 */
public record ConcurrencyLimits(
        @Nullable ConcurrencyLimit all, List<ConcurrencyGroup> groups, RequestMatcher exempt, Duration retryAfter) {

    /**
     * Copies the list and checks the duration.
     *
     * @throws IllegalArgumentException if clients are told to try again within less than a second
     */
    public ConcurrencyLimits {
        groups = List.copyOf(groups);
        if (retryAfter.toSeconds() < 1) {
            throw new IllegalArgumentException("Clients cannot retry after " + retryAfter + ". Use at least 1s.");
        }
    }

    /**
     * Returns the defaults: 1000 requests at once, nobody exempt, try again after a second.
     *
     * @return the defaults, with a count of their own
     */
    public static ConcurrencyLimits defaults() {
        return new ConcurrencyLimits(ConcurrencyLimit.fixed(1000), List.of(), request -> false, Duration.ofSeconds(1));
    }

    @Nullable
    ConcurrencyLimit groupOf(HttpServletRequest request) {
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).requests().matches(request)) {
                return groups.get(i).limit();
            }
        }
        return null;
    }
}
