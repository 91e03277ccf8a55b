package dev.gatehouse.ratelimit;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How often something may be done: one or more bandwidths that must all allow it, or no limit at all. Immutable.
 *
 * @param bandwidths the bandwidths; empty for unlimited
 */
public record Limit(List<Bandwidth> bandwidths) {

    /** No limit. */
    public static final Limit UNLIMITED = new Limit(List.of());

    /** Copies the list, the shortest period first: a bucket whose limit is changed keeps its tokens by their place. */
    public Limit {
        bandwidths = bandwidths.stream()
                .sorted(Comparator.comparing(Bandwidth::period))
                .toList();
    }

    /**
     * Reads a limit: {@code <count>/<period>}, where the period is a unit or a number of them ({@code s}, {@code min},
     * {@code h}, {@code d} or their names); {@code burst <count>} behind it for a bucket of another size; several of
     * these with a comma in between; or {@code unlimited}.
     *
     * @param text e.g. {@code 100/minute}, {@code 5/10s}, {@code 100/minute burst 200}, {@code 10/second,1000/hour}
     * @return the limit
     * @throws IllegalArgumentException if the text is no limit, with a message that shows the form
     */
    public static Limit of(String text) {
        return LimitText.parse(text);
    }

    /**
     * Tells whether everything is allowed.
     *
     * @return true for {@link #UNLIMITED}
     */
    public boolean isUnlimited() {
        return bandwidths.isEmpty();
    }

    /**
     * Tells whether whoever keeps to this limit can never exceed the other one, which then has no effect behind it.
     *
     * @param other the limit that may be without effect
     * @return true if each bandwidth of the other is as wide as one of these, or wider
     */
    public boolean isWithin(Limit other) {
        return other.bandwidths.stream()
                .allMatch(wide -> bandwidths.stream().anyMatch(narrow -> narrow.isWithin(wide)));
    }

    /** Gives the text that {@link #of} reads. */
    @Override
    public String toString() {
        return isUnlimited()
                ? LimitText.UNLIMITED
                : bandwidths.stream().map(Bandwidth::toString).collect(Collectors.joining(","));
    }
}
