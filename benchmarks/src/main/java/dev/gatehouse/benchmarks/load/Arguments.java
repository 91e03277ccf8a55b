package dev.gatehouse.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Arguments of the form {@code --key=value}; each that is asked for is taken away, so that unknown ones remain. */
final class Arguments {

    private static final double DEFAULT_MAX_LOAD = 1.3;

    private final List<String> left;

    Arguments(String[] arguments) {
        left = new ArrayList<>(List.of(arguments));
    }

    List<String> all(String key) {
        String start = "--" + key + "=";
        List<String> values = left.stream()
                .filter(argument -> argument.startsWith(start))
                .map(argument -> argument.substring(start.length()))
                .toList();
        left.removeIf(argument -> argument.startsWith(start));
        return values;
    }

    String text(String key, String fallback) {
        List<String> values = all(key);
        if (values.size() > 1) {
            throw new IllegalArgumentException("--" + key + " is given " + values.size() + " times.");
        }
        return values.isEmpty() ? fallback : values.get(0);
    }

    int number(String key, int fallback, int min, int max) {
        String text = text(key, Integer.toString(fallback));
        int value = (int) parsed(key, text, min, max);
        if (!Integer.toString(value).equals(text)) {
            throw new IllegalArgumentException("--" + key + "=" + text + ": write a whole number.");
        }
        return value;
    }

    Duration seconds(String key, int fallback, double min, int max) {
        double seconds = parsed(key, text(key, Integer.toString(fallback)), min, max);
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    String oneOf(String key, String fallback, String other) {
        String text = text(key, fallback);
        if (!text.equals(fallback) && !text.equals(other)) {
            throw new IllegalArgumentException("--" + key + "=" + text + ": write " + fallback + " or " + other + ".");
        }
        return text;
    }

    boolean flag(String key) {
        return left.remove("--" + key);
    }

    double maxLoad() {
        if (flag("any-load")) {
            return Double.POSITIVE_INFINITY;
        }
        return parsed("max-load", text("max-load", Double.toString(DEFAULT_MAX_LOAD)), 0, 1000);
    }

    void refuseOthers() {
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("Not known: " + String.join(" ", left));
        }
    }

    private static double parsed(String key, String text, double min, double max) {
        try {
            double value = Double.parseDouble(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + key + "=" + text + ": write a number.", e);
        }
        throw new IllegalArgumentException(
                "--" + key + "=" + text + ": write a number from " + shown(min) + " to " + shown(max) + ".");
    }

    private static String shown(double limit) {
        return limit == (long) limit ? Long.toString((long) limit) : Double.toString(limit);
    }
}
