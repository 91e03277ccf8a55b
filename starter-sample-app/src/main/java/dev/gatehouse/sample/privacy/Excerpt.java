package dev.gatehouse.sample.privacy;

import java.util.List;

/**
 * As much of a long list as an export takes. Immutable.
 *
 * @param rows what is in the export
 * @param complete whether that is everything
 * @param <T> what the list is of
 */
public record Excerpt<T>(List<T> rows, boolean complete) {

    /** Copies the list. */
    public Excerpt {
        rows = List.copyOf(rows);
    }

    /**
     * Cuts a list.
     *
     * @param found all there is, or more than the maximum of it
     * @param maximum how many rows an export takes
     * @return its beginning
     */
    public static <T> Excerpt<T> of(List<T> found, int maximum) {
        boolean complete = found.size() <= maximum;
        return new Excerpt<>(complete ? found : found.subList(0, maximum), complete);
    }
}
