package dev.gatehouse.upload.scan;

import java.util.Locale;

/** Why ClamAV could not tell whether a file is clean. */
public enum ScannerFault {
    /** Nobody answers at the scanner's address. */
    UNREACHABLE,
    /** It took longer than allowed to connect, to take the file or to answer. */
    TIMED_OUT,
    /** As many scans as allowed were running, and none ended in time. */
    BUSY,
    /** The file is larger than the scanner takes. */
    TOO_LARGE,
    /** The scanner hung up in the middle of the scan. */
    CONNECTION_LOST,
    /** The scanner reported a failure of its own, or what it said is no answer. */
    UNEXPECTED_REPLY,
    /** The thread that waited was interrupted; it still is. */
    INTERRUPTED;

    /**
     * Returns the name by which it is counted.
     *
     * @return lower snake case
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
