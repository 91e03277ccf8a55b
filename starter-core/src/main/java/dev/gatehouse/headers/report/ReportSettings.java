package dev.gatehouse.headers.report;

/**
 * The bounds of the collector.
 *
 * @param maxBodySize largest body that is read, in bytes; 1 to 1 MiB
 * @param maxKinds how many kinds of violations are counted apart; at least 1. All further ones are counted together
 * @param logPerMinute how many reports are logged in a minute; 0 for none
 */
public record ReportSettings(int maxBodySize, int maxKinds, int logPerMinute) {

    private static final int LARGEST = 1024 * 1024;

    /** Checks the bounds. */
    public ReportSettings {
        if (maxBodySize < 1 || maxBodySize > LARGEST) {
            throw new IllegalArgumentException("A report of " + maxBodySize + " bytes is not read. Write 1B to 1MB.");
        }
        if (maxKinds < 1) {
            throw new IllegalArgumentException(maxKinds + " kinds cannot be counted. Write at least 1.");
        }
        if (logPerMinute < 0) {
            throw new IllegalArgumentException(logPerMinute + " lines a minute cannot be logged. Write 0 for none.");
        }
    }

    /**
     * Reads up to 64 KiB, counts 200 kinds, logs 10 reports a minute.
     *
     * @return the defaults
     */
    public static ReportSettings defaults() {
        return new ReportSettings(64 * 1024, 200, 10);
    }
}
