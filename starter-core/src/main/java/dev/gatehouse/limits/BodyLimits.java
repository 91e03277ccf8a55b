package dev.gatehouse.limits;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** How large a body may be, by request. The first limit that covers a request holds. Immutable, thread-safe. */
public final class BodyLimits {

    private final List<BodyLimit> limits;
    private final long otherwise;
    private final long largest;

    /**
     * Creates the limits.
     *
     * @param limits limits for some of the requests; the first that covers one holds
     * @param otherwise largest body in bytes of every other request, 0 or more
     * @throws IllegalArgumentException if the size is negative
     */
    public BodyLimits(List<BodyLimit> limits, long otherwise) {
        if (otherwise < 0) {
            throw new IllegalArgumentException(otherwise + " is not the size of a body. Use 0 or more.");
        }
        this.limits = List.copyOf(limits);
        this.otherwise = otherwise;
        this.largest = Math.max(
                otherwise, limits.stream().mapToLong(BodyLimit::maxSize).max().orElse(0));
    }

    /**
     * Makes one limit for all requests.
     *
     * @param maxSize largest body in bytes, 0 or more
     * @return the limits
     */
    public static BodyLimits of(long maxSize) {
        return new BodyLimits(List.of(), maxSize);
    }

    /**
     * Finds the limit of a request.
     *
     * @param request the request
     * @return the largest body in bytes
     */
    public long limitOf(HttpServletRequest request) {
        for (int i = 0; i < limits.size(); i++) {
            if (limits.get(i).covers(request)) {
                return limits.get(i).maxSize();
            }
        }
        return otherwise;
    }

    /**
     * Tells what no request may exceed, whatever it is.
     *
     * @return the largest of all limits in bytes
     */
    public long largest() {
        return largest;
    }
}
