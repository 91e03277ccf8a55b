package dev.gatehouse.version;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A day or instant of a deprecation, to the second. Immutable.
 *
 * @param instant when it is
 */
public record DeprecationDate(Instant instant) {

    /** The IMF-fixdate of RFC 9110, 5.6.7; the formatter of the JDK writes days below ten with one digit. */
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /**
     * Checks that the date can be written in a header.
     *
     * @throws IllegalArgumentException if it lies before 1970 or behind the year 9999
     */
    public DeprecationDate {
        instant = instant.truncatedTo(ChronoUnit.SECONDS);
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw new IllegalArgumentException(instant + " cannot be announced. Use a year from 1970 to 9999.");
        }
    }

    /**
     * Reads a date.
     *
     * @param text a day, which begins at midnight UTC ({@code 2026-07-01}), or an instant ({@code 2026-07-01T12:00:00Z})
     * @return the date
     * @throws IllegalArgumentException if the text is neither; the message says what to write
     */
    public static DeprecationDate of(String text) {
        String trimmed = text.strip();
        try {
            return new DeprecationDate(
                    trimmed.indexOf('T') < 0
                            ? LocalDate.parse(trimmed)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant()
                            : Instant.parse(trimmed));
        } catch (DateTimeParseException unreadable) {
            throw new IllegalArgumentException("'" + text + "' is not a date. Write a day, e.g. 2026-07-01, or an"
                    + " instant, e.g. 2026-07-01T12:00:00Z.");
        }
    }

    /**
     * Writes the date for {@code Sunset} (RFC 8594, 3).
     *
     * @return an IMF-fixdate, e.g. {@code Wed, 01 Jul 2026 00:00:00 GMT}
     */
    public String toHttpDate() {
        return HTTP_DATE.format(instant);
    }

    /**
     * Writes the date for {@code Deprecation} (RFC 9745, 2.1).
     *
     * @return a structured date (RFC 9651, 3.3.7), e.g. {@code @1782864000}
     */
    public String toStructuredDate() {
        return "@" + instant.getEpochSecond();
    }

    @Override
    public String toString() {
        return instant.toString();
    }
}
