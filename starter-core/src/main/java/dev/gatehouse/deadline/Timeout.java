package dev.gatehouse.deadline;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/**
 * How long something may take: a whole number with a unit such as {@code 500ms}, {@code 60s}, {@code 5m} or {@code 1h},
 * an ISO 8601 duration, or {@code 0} or {@code off} for no limit. Any other number needs its unit: whoever writes {@code 30}
 * means seconds, and would get milliseconds elsewhere. Immutable.
 *
 * @param duration the time, at most a day; zero for no limit
 */
public record Timeout(Duration duration) {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    /**
     * Checks the duration.
     *
     * @throws IllegalArgumentException if it is negative, longer than a day, or shorter than a millisecond without being
     *     zero
     */
    public Timeout {
        boolean tooShort = !duration.isZero() && duration.compareTo(SHORTEST) < 0;
        if (tooShort || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "A time-out of " + duration + " is out of range. Use 1ms to 24h, or 0 or off for none.");
        }
    }

    /**
     * Reads a time-out.
     *
     * @param text e.g. {@code 60s} or {@code off}
     * @return the time-out
     * @throws IllegalArgumentException if the text is none; the message shows the form
     */
    public static Timeout of(String text) {
        String trimmed = text.strip().toLowerCase(Locale.ROOT);
        if (trimmed.equals("off") || trimmed.equals("false")) {
            return new Timeout(Duration.ZERO);
        }
        try {
            return new Timeout(parse(trimmed));
        } catch (NumberFormatException | DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a time-out. Write a number and a unit, e.g. 500ms, 60s or 5m, or off.");
        }
    }

    /**
     * Reads what YAML makes of a bare {@code off}.
     *
     * @param on false for no limit
     * @return the time-out
     * @throws IllegalArgumentException if it is true, which is no time
     */
    public static Timeout of(Boolean on) {
        return of(on.toString());
    }

    /**
     * Reads what YAML makes of a bare {@code 0}.
     *
     * @param number zero for no limit
     * @return the time-out
     * @throws IllegalArgumentException if it is any other number, which has no unit
     */
    public static Timeout of(Integer number) {
        return of(number.toString());
    }

    private static Duration parse(String text) {
        if (text.startsWith("p")) {
            return Duration.parse(text);
        }
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        long number = Long.parseLong(text.substring(0, digits));
        return switch (text.substring(digits)) {
            case "" -> withoutUnit(number);
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> throw new NumberFormatException("unknown unit");
        };
    }

    private static Duration withoutUnit(long number) {
        if (number != 0) {
            throw new NumberFormatException("no unit");
        }
        return Duration.ZERO;
    }

    @Override
    public String toString() {
        return duration.isZero() ? "off" : duration.toMillis() + "ms";
    }
}
