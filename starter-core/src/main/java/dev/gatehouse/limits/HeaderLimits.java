package dev.gatehouse.limits;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * Bounds on the headers of a request. A container may have its own, which come first.
 *
 * @param maxCount most header lines, 1 or more; those into which HTTP/2 may split cookies are one
 * @param maxSize largest header in characters, name and value together, 1 or more
 */
public record HeaderLimits(int maxCount, int maxSize) {

    /** Between the parts of a {@code Cookie} (RFC 9113, 8.2.3). */
    private static final String SEPARATOR = "; ";

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

    /**
     * The portable check. It makes objects for each header, so a container that can do better should. The lines that HTTP/2 may
     * split cookies into count as the one that they are parts of.
     */
    @Nullable
    LimitViolation check(HttpServletRequest request) {
        int count = 0;
        for (Enumeration<String> names = request.getHeaderNames(); names.hasMoreElements(); ) {
            String name = names.nextElement();
            boolean joined = "Cookie".equalsIgnoreCase(name);
            int size = 0;
            for (Enumeration<String> values = request.getHeaders(name); values.hasMoreElements(); ) {
                int length = values.nextElement().length();
                if (joined && size > 0) {
                    size += SEPARATOR.length() + length;
                } else {
                    count++;
                    size = name.length() + length;
                }
                if (count > maxCount) {
                    return LimitViolation.TOO_MANY_HEADERS;
                }
                if (size > maxSize) {
                    return LimitViolation.HEADER_TOO_LARGE;
                }
            }
        }
        return null;
    }
}
