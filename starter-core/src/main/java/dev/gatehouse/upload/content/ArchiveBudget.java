package dev.gatehouse.upload.content;

/**
 * How much an archive may unpack to; documents of office programs are archives. Counted while unpacking, archives
 * inside included; what the archive says of itself is not believed. Immutable.
 *
 * @param maxEntries entries, at least 1; 2,000 by default
 * @param maxSize bytes unpacked, at least 1; 200 MiB by default
 * @param maxRatio unpacked bytes for one packed byte of an entry, at least 1; 200 by default. Counts beyond the grace
 * @param ratioGrace bytes that an entry may unpack to whatever its ratio, at least 0; 1 MiB by default
 * @param maxDepth archives inside of each other, the outer one included, at least 1; 3 by default, for a chart in a
 *     document in a document
 */
public record ArchiveBudget(int maxEntries, long maxSize, int maxRatio, long ratioGrace, int maxDepth) {

    private static final ArchiveBudget DEFAULTS = new ArchiveBudget(2_000, 200L << 20, 200, 1L << 20, 3);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is too small, or the depth is above 16
     */
    public ArchiveBudget {
        requirePositive("entries", maxEntries);
        requirePositive("bytes", maxSize);
        requirePositive("times the packed size", maxRatio);
        requirePositive("levels", maxDepth);
        if (ratioGrace < 0) {
            throw new IllegalArgumentException("A grace of " + ratioGrace + " bytes is not possible. Use 0 or more.");
        }
        if (maxDepth > 16) {
            throw new IllegalArgumentException(maxDepth + " archives inside of each other are too many. Use 1 to 16.");
        }
    }

    /**
     * Returns the defaults.
     *
     * @return the defaults
     */
    public static ArchiveBudget defaults() {
        return DEFAULTS;
    }

    private static void requirePositive(String what, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "An archive of at most " + value + " " + what + " is not possible. Use 1 or more.");
        }
    }
}
