package dev.gatehouse.limits;

/**
 * What a request may be.
 *
 * @param bodyRate how fast a body has to arrive
 * @param encodedBodies what becomes of encoded bodies
 * @param query bounds on the query
 * @param headers bounds on the headers
 * @param maxPathLength longest path in characters as sent, 1 or more
 */
public record RequestLimitsSettings(
        BodyRate bodyRate, EncodedBodies encodedBodies, QueryLimits query, HeaderLimits headers, int maxPathLength) {

    /** The largest body without any configuration: 10 MB. */
    public static final long DEFAULT_MAX_BODY_SIZE = 10L * 1024 * 1024;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is below its range
     */
    public RequestLimitsSettings {
        requireAtLeast(1, maxPathLength, "maxPathLength");
    }

    /**
     * Gives the settings without any configuration.
     *
     * @return a path of 2,048 characters, encoded bodies refused, and the defaults of each part
     */
    public static RequestLimitsSettings defaults() {
        return new RequestLimitsSettings(
                BodyRate.defaults(), EncodedBodies.REFUSE, QueryLimits.defaults(), HeaderLimits.defaults(), 2048);
    }

    static void requireAtLeast(int minimum, int value, String name) {
        if (value < minimum) {
            throw new IllegalArgumentException(name + " is " + value + ". Use " + minimum + " or more.");
        }
    }
}
