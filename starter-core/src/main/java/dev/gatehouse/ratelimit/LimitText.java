package dev.gatehouse.ratelimit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes the text of a limit. */
final class LimitText {

    static final String UNLIMITED = "unlimited";

    private static final Map<String, Long> UNITS = Map.ofEntries(
            Map.entry("s", 1L),
            Map.entry("sec", 1L),
            Map.entry("second", 1L),
            Map.entry("seconds", 1L),
            Map.entry("m", 60L),
            Map.entry("min", 60L),
            Map.entry("minute", 60L),
            Map.entry("minutes", 60L),
            Map.entry("h", 3600L),
            Map.entry("hour", 3600L),
            Map.entry("hours", 3600L),
            Map.entry("d", 86_400L),
            Map.entry("day", 86_400L),
            Map.entry("days", 86_400L));

    private LimitText() {}

    static Limit parse(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        if (lower.equals(UNLIMITED)) {
            return Limit.UNLIMITED;
        }
        List<Bandwidth> bandwidths = new ArrayList<>();
        for (String part : lower.split(",", -1)) {
            try {
                bandwidths.add(bandwidth(part.strip()));
            } catch (IllegalArgumentException e) {
                throw notALimit(text, e.getMessage());
            }
        }
        return new Limit(bandwidths);
    }

    private static Bandwidth bandwidth(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("");
        }
        long tokens = number(text.substring(0, slash));
        String rest = text.substring(slash + 1).strip();
        int burst = rest.indexOf(" burst ");
        if (burst < 0) {
            return new Bandwidth(tokens, duration(rest), tokens);
        }
        return new Bandwidth(tokens, duration(rest.substring(0, burst)), number(rest.substring(burst + 7)));
    }

    static Duration duration(String text) {
        int unit = 0;
        while (unit < text.length() && isDigit(text.charAt(unit))) {
            unit++;
        }
        Long seconds = UNITS.get(text.substring(unit).strip());
        if (seconds == null) {
            throw new IllegalArgumentException("");
        }
        return Duration.ofSeconds(seconds * (unit == 0 ? 1 : number(text.substring(0, unit))));
    }

    /** Reads a number of units; a unit alone is no time. */
    static Duration time(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty() || !isDigit(stripped.charAt(0))) {
            throw new IllegalArgumentException("");
        }
        return duration(stripped);
    }

    static long number(String text) {
        String digits = text.strip();
        if (digits.isEmpty() || !digits.chars().allMatch(c -> isDigit((char) c))) {
            throw new IllegalArgumentException("");
        }
        if (digits.length() > 10) {
            throw new IllegalArgumentException("A number has at most 10 digits.");
        }
        return Long.parseLong(digits);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static IllegalArgumentException notALimit(String text, @Nullable String reason) {
        String because = reason == null || reason.isEmpty() ? "" : " " + reason;
        return new IllegalArgumentException("'" + text + "' is not a limit." + because
                + " Write <count>/<period>, e.g. 100/minute, 5/10s, 100/minute burst 200, several as"
                + " 10/second,1000/hour, or unlimited.");
    }

    /** Gives the shortest exact period: {@code minute}, {@code 10s}, {@code 36h}. */
    static String period(Duration period) {
        long seconds = period.toSeconds();
        if (seconds == 1) {
            return "second";
        }
        if (seconds == 60) {
            return "minute";
        }
        if (seconds == 3600) {
            return "hour";
        }
        return seconds == 86_400 ? "day" : shortPeriod(seconds);
    }

    static String shortPeriod(long seconds) {
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "min" : seconds + "s";
    }
}
