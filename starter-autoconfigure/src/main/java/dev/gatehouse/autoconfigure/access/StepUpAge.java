package dev.gatehouse.autoconfigure.access;

import java.time.Duration;
import org.springframework.boot.convert.DurationStyle;

/** How old a log-in may be and still be recent. */
final class StepUpAge {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    private StepUpAge() {}

    static boolean isUsable(Duration age) {
        return age.compareTo(SHORTEST) >= 0 && age.compareTo(LONGEST) <= 0;
    }

    /** Reads the age of an annotation. */
    static Duration parse(String text) {
        Duration age;
        try {
            age = DurationStyle.detectAndParse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is not a time. Write e.g. 30s or 5m.", e);
        }
        if (!isUsable(age)) {
            throw new IllegalArgumentException("'" + text + "' cannot be the age of a recent log-in. Use 1s to 1d.");
        }
        return age;
    }
}
