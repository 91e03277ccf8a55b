package dev.gatehouse.limits;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * Bounds on the headers of a request. A container may have its own, which come first.
 *
 * @param maxCount most header lines, 1 or more
 * @param maxSize largest header in characters, name and value together, 1 or more
 */
public record HeaderLimits(int maxCount, int maxSize) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is below its range
     */
    public HeaderLimits {
        RequestLimitsSettings.requireAtLeast(1, maxCount, "maxCount");
        RequestLimitsSettings.requireAtLeast(1, maxSize, "maxSize");
    }

    /**
     * Gives the bounds without any configuration.
     *
     * @return 100 headers of 8,192 characters
     */
    public static HeaderLimits defaults() {
        return new HeaderLimits(100, 8192);
    }

    /** The portable check. It makes objects for each header, so a container that can do better should. */
    @Nullable
    LimitViolation check(HttpServletRequest request) {
        int count = 0;
        for (Enumeration<String> names = request.getHeaderNames(); names.hasMoreElements(); ) {
            String name = names.nextElement();
            for (Enumeration<String> values = request.getHeaders(name); values.hasMoreElements(); ) {
                count++;
                if (count > maxCount) {
                    return LimitViolation.TOO_MANY_HEADERS;
                }
                if (name.length() + values.nextElement().length() > maxSize) {
                    return LimitViolation.HEADER_TOO_LARGE;
                }
            }
        }
        return null;
    }
}
