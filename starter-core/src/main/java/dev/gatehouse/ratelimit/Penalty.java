package dev.gatehouse.ratelimit;

import java.time.Duration;

/**
 * Blocks a key that goes on after it was refused, longer each time (as Fail2Ban does). Immutable.
 *
 * @param rejections how many refusals within the window lead to a block, 1 to 1,000,000
 * @param within the window, 1 second to 1 day; begins with the first refusal
 * @param block how long the first block lasts, 1 second to 366 days; each further one lasts twice as long
 * @param maxBlock how long a block lasts at most, not below {@code block}, up to 366 days; a key that behaves for as
 *     long after a block starts again with the first
 */
public record Penalty(int rejections, Duration within, Duration block, Duration maxBlock) {

    private static final Duration LONGEST = Duration.ofDays(366);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a component is out of its range
     */
    public Penalty {
        if (rejections < 1 || rejections > 1_000_000) {
            throw new IllegalArgumentException("A penalty comes after 1 to 1000000 refusals.");
        }
        if (within.toSeconds() < 1 || within.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("A penalty counts refusals within 1 second to 1 day.");
        }
        if (block.toSeconds() < 1 || block.compareTo(maxBlock) > 0 || maxBlock.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "A penalty blocks for 1 second or longer, at most for its longest time, which is at most 366 days.");
        }
    }

    /**
     * Reads a penalty: {@code <count>/<period> block <time>}, and {@code max <time>} behind it unless that is 24 times
     * the first block, but no longer than 366 days.
     *
     * @param text e.g. {@code 10/minute block 5min} or {@code 20/10min block 1h max 7d}
     * @return the penalty
     * @throws IllegalArgumentException if the text is none, with a message that shows the form
     */
    public static Penalty of(String text) {
        return PenaltyText.parse(text);
    }

    /**
     * Tells how long a block lasts.
     *
     * @param earlier how many blocks the key has had before, 0 or more
     * @return the time, {@link #maxBlock} at most
     */
    public Duration blockAfter(int earlier) {
        long seconds = block.toSeconds();
        for (int i = 0; i < earlier && seconds < maxBlock.toSeconds(); i++) {
            seconds *= 2;
        }
        return Duration.ofSeconds(Math.min(seconds, maxBlock.toSeconds()));
    }

    /** Gives the text that {@link #of} reads. */
    @Override
    public String toString() {
        return rejections + "/" + LimitText.period(within) + " block " + LimitText.shortPeriod(block.toSeconds())
                + " max " + LimitText.shortPeriod(maxBlock.toSeconds());
    }
}
