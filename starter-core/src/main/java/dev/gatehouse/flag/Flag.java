package dev.gatehouse.flag;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a flag stands. Immutable.
 *
 * @param enabled whether it is on at all; false is the kill switch, whatever the percentage
 * @param percentage for which part of the clients it is on, 0 to 100 in steps of 0.01
 * @param key by what clients are told apart
 */
public record Flag(boolean enabled, double percentage, FlagKey key) {

    /** On for everybody. */
    public static final Flag ON = new Flag(true, 100, FlagKey.AUTO);

    /** Off for everybody. */
    public static final Flag OFF = new Flag(false, 100, FlagKey.AUTO);

    private static final String FORM =
            "' is not the state of a flag. Write true, false or a percentage, e.g. 25%; or enabled, percentage and key"
                    + " below it.";
    private static final double PART = 100.0 / Rollout.PARTS;

    /**
     * Checks the percentage.
     *
     * @throws IllegalArgumentException if it is not in its range
     */
    public Flag {
        if (!(percentage >= 0 && percentage <= 100)) {
            throw new IllegalArgumentException(percentage + " is not a percentage. Use 0 to 100, e.g. 12.5.");
        }
    }

    /**
     * Reads a flag that is written in one word.
     *
     * @param text {@code true}, {@code false}, or a percentage such as {@code 12.5%}
     * @return the flag
     * @throws IllegalArgumentException if the text is none of these; the message says what to write
     */
    public static Flag of(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        return switch (word) {
            case "true", "on" -> ON;
            case "false", "off" -> OFF;
            default -> ON.withPercentage(percentage(word));
        };
    }

    private static double percentage(String word) {
        try {
            if (word.endsWith("%")) {
                return Double.parseDouble(word.substring(0, word.length() - 1));
            }
        } catch (NumberFormatException unreadable) {
            throw new IllegalArgumentException("'" + word + FORM);
        }
        throw new IllegalArgumentException("'" + word + FORM);
    }

    /**
     * Tells whether the flag is on for a client.
     *
     * @param name the name of the flag: another flag with the same percentage is on for other clients
     * @param targetingKey what stands for the client; null if nothing does
     * @return true if it is; without a key only if it is on for everybody, which one by user or API key never is
     */
    public boolean isOnFor(String name, @Nullable String targetingKey) {
        if (!enabled || percentage <= 0) {
            return false;
        }
        if (!isSplit()) {
            return true;
        }
        return targetingKey != null && Rollout.part(name, targetingKey) * PART < percentage;
    }

    /**
     * Tells whether the flag is on for a part of the clients only. At 100 % one by user or API key is still off for who has
     * none.
     *
     * @return true if it depends on the client
     */
    public boolean isSplit() {
        return enabled && percentage > 0 && (percentage < 100 || key == FlagKey.USER || key == FlagKey.API_KEY);
    }

    /**
     * Switches the flag on or off.
     *
     * @param on the new state
     * @return a copy in that state
     */
    public Flag withEnabled(boolean on) {
        return new Flag(on, percentage, key);
    }

    /**
     * Changes the part of the clients.
     *
     * @param part the new percentage
     * @return a copy with it
     * @throws IllegalArgumentException if it is not in its range
     */
    public Flag withPercentage(double part) {
        return new Flag(enabled, part, key);
    }
}
