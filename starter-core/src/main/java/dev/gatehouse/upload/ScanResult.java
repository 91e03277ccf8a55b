package dev.gatehouse.upload;

/**
 * What a malware scanner says of a file.
 *
 * @param outcome which of the answers it is
 * @param detail the name of the signature for an infected file, the cause for one that was not scanned; for the log, never
 *     for the client
 */
public record ScanResult(Outcome outcome, String detail) {

    private static final ScanResult CLEAN = new ScanResult(Outcome.CLEAN, "");

    /** The answers of a scanner. */
    public enum Outcome {
        /** Nothing was found. */
        CLEAN,
        /** Malware was found. */
        INFECTED,
        /** The scanner does not take files of this size. */
        TOO_LARGE,
        /** The scanner gave no answer, or none that can be understood, or not in time. */
        UNAVAILABLE
    }

    /**
     * Nothing was found.
     *
     * @return the result
     */
    public static ScanResult clean() {
        return CLEAN;
    }

    /**
     * Malware was found.
     *
     * @param signature what the scanner calls it
     * @return the result
     */
    public static ScanResult infected(String signature) {
        return new ScanResult(Outcome.INFECTED, signature);
    }

    /**
     * The scanner does not take files of this size.
     *
     * @param cause for the log
     * @return the result
     */
    public static ScanResult tooLarge(String cause) {
        return new ScanResult(Outcome.TOO_LARGE, cause);
    }

    /**
     * The scanner gave no answer.
     *
     * @param cause for the log
     * @return the result
     */
    public static ScanResult unavailable(String cause) {
        return new ScanResult(Outcome.UNAVAILABLE, cause);
    }
}
