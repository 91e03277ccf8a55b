package dev.gatehouse.errorrecord;

import org.jspecify.annotations.Nullable;

/**
 * How errors are recorded.
 *
 * @param queueCapacity how many errors may wait for the store before further ones are lost and counted, 1 to 100000
 * @param routeAttribute the request attribute that holds the template of the matched route, a {@code String}; null when
 *     there are no routes
 */
public record ErrorRecordSettings(
        int queueCapacity, @Nullable String routeAttribute) {

    private static final int LARGEST = 100_000;

    /**
     * Checks the capacity.
     *
     * @throws IllegalArgumentException if it is not in its range
     */
    public ErrorRecordSettings {
        if (queueCapacity < 1 || queueCapacity > LARGEST) {
            throw new IllegalArgumentException(queueCapacity + " errors cannot wait. Use 1 to 100000.");
        }
    }

    /**
     * Returns the settings that hold when nothing is configured.
     *
     * @return 1000 errors may wait, no routes
     */
    public static ErrorRecordSettings defaults() {
        return new ErrorRecordSettings(1000, null);
    }
}
