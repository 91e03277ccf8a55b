package dev.gatehouse.autoconfigure;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** Checks values of properties while they are bound, so that the start ends with a report that names the property. */
public final class PropertyRange {

    /** Of no use and no harm, while a time that is far longer cannot be added to the present. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private PropertyRange() {}

    /**
     * Checks a duration that may be as long as makes sense: whoever means for ever writes 36500d, a hundred years.
     *
     * @param property the full name of the property
     * @param value its value
     * @throws InvalidConfigurationPropertyValueException if it is shorter than 1 s or longer than 36500 days
     */
    public static void aSecondToACentury(String property, Duration value) {
        within(property, value, Duration.ofSeconds(1), LONGEST, "at least 1s, and at most 36500d");
    }

    /**
     * Checks a duration.
     *
     * @param property the full name of the property
     * @param value its value
     * @param least the shortest that is allowed
     * @param most the longest that is allowed
     * @param range both as they are written in configuration, e.g. {@code 1s to 1h}
     * @throws InvalidConfigurationPropertyValueException if it is out of the range
     */
    public static void within(String property, Duration value, Duration least, Duration most, String range) {
        require(property, value, value.compareTo(least) >= 0 && value.compareTo(most) <= 0, "Use " + range + ".");
    }

    /**
     * Checks a number.
     *
     * @param property the full name of the property
     * @param value its value
     * @param least the least that is allowed
     * @param most the most that is allowed; {@link Integer#MAX_VALUE} for any
     * @throws InvalidConfigurationPropertyValueException if it is out of the range
     */
    public static void within(String property, int value, int least, int most) {
        String range = most == Integer.MAX_VALUE ? least + " or more" : least + " to " + most;
        require(property, value, value >= least && value <= most, "Use " + range + ".");
    }

    /**
     * Checks where a service is that is asked over HTTP. A name with an underscore is no host in a URI.
     *
     * @param property the full name of the property
     * @param value its value
     * @throws InvalidConfigurationPropertyValueException if it is no URL of HTTP, or has no host
     */
    public static void service(String property, URI value) {
        boolean ofHttp = "https".equals(value.getScheme()) || "http".equals(value.getScheme());
        require(
                property,
                value,
                ofHttp && value.getHost() != null,
                "Write the address of a service, https://…, with a host of letters, digits, dots and hyphens.");
    }

    /**
     * Checks anything else.
     *
     * @param property the full name of the property
     * @param value its value, shown in the report
     * @param right whether it can be used
     * @param remedy what to write instead
     * @throws InvalidConfigurationPropertyValueException if it cannot be used
     */
    public static void require(String property, @Nullable Object value, boolean right, String remedy) {
        if (!right) {
            throw new InvalidConfigurationPropertyValueException(property, value, remedy);
        }
    }
}
