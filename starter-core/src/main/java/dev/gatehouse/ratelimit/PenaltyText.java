package dev.gatehouse.ratelimit;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads penalties. */
final class PenaltyText {

    private static final String BLOCK = " block ";
    private static final String MAX = " max ";
    private static final long DEFAULT_ESCALATION = 24;

    private PenaltyText() {}

    static Penalty parse(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        int slash = lower.indexOf('/');
        int block = lower.indexOf(BLOCK);
        int max = lower.indexOf(MAX);
        if (slash < 0 || block < slash || max >= 0 && max < block + BLOCK.length()) {
            throw notAPenalty(text, null);
        }
        try {
            Duration first = LimitText.time(lower.substring(block + BLOCK.length(), max < 0 ? lower.length() : max));
            return new Penalty(
                    (int) Math.min(Integer.MAX_VALUE, LimitText.number(lower.substring(0, slash))),
                    LimitText.duration(lower.substring(slash + 1, block).strip()),
                    first,
                    max < 0 ? escalated(first) : LimitText.time(lower.substring(max + MAX.length())));
        } catch (IllegalArgumentException e) {
            throw notAPenalty(text, e.getMessage());
        }
    }

    private static Duration escalated(Duration block) {
        return Duration.ofSeconds(Math.max(
                block.toSeconds(), Math.min(Bandwidth.MAX_PERIOD.toSeconds(), block.toSeconds() * DEFAULT_ESCALATION)));
    }

    private static IllegalArgumentException notAPenalty(String text, @Nullable String reason) {
        String because = reason == null || reason.isEmpty() ? "" : " " + reason;
        return new IllegalArgumentException("'" + text + "' is not a penalty." + because
                + " Write <count>/<period> block <time>, e.g. 10/minute block 5min, or with the longest block, e.g."
                + " 10/minute block 5min max 7d.");
    }
}
