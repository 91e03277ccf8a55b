package dev.gatehouse.ratelimit;

import java.util.BitSet;
import java.util.List;

/** A set of HTTP statuses. Immutable. */
public final class StatusSet {

    private static final StatusSet EMPTY = new StatusSet(new BitSet(), "");

    private final BitSet statuses;
    private final String text;

    private StatusSet(BitSet statuses, String text) {
        this.statuses = statuses;
        this.text = text;
    }

    /**
     * Gives the set without any status.
     *
     * @return the empty set
     */
    public static StatusSet empty() {
        return EMPTY;
    }

    /**
     * Reads a set.
     *
     * @param texts each a status like {@code 404} or a class like {@code 2xx}
     * @return the set
     * @throws IllegalArgumentException if one is neither, with a message that shows the form
     */
    public static StatusSet of(List<String> texts) {
        BitSet statuses = new BitSet(600);
        for (String text : texts) {
            add(text.strip(), statuses);
        }
        return new StatusSet(statuses, String.join(",", texts));
    }

    private static void add(String text, BitSet statuses) {
        boolean ofClass = text.length() == 3 && text.substring(1).equalsIgnoreCase("xx");
        boolean status = text.length() == 3 && isDigit(text.charAt(1)) && isDigit(text.charAt(2));
        if (!(ofClass || status) || text.charAt(0) < '1' || text.charAt(0) > '5') {
            throw new IllegalArgumentException(
                    "'" + text + "' is no HTTP status. Write one, e.g. 404, or a class of them, e.g. 2xx.");
        }
        if (ofClass) {
            int first = (text.charAt(0) - '0') * 100;
            statuses.set(first, first + 100);
        } else {
            statuses.set(Integer.parseInt(text));
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    public boolean isEmpty() {
        return statuses.isEmpty();
    }

    /**
     * Looks a status up.
     *
     * @param status any number
     * @return true if it is in the set
     */
    public boolean contains(int status) {
        return status >= 0 && statuses.get(status);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StatusSet set && statuses.equals(set.statuses);
    }

    @Override
    public int hashCode() {
        return statuses.hashCode();
    }

    /** Gives the texts the set was read from. */
    @Override
    public String toString() {
        return text;
    }
}
