package dev.gatehouse.upload;

/** What becomes of a file when the malware scanner cannot say anything of it. */
public enum ScanFailure {
    /** The file is refused (fail closed). The default. */
    REFUSE,
    /** The file is accepted unscanned (fail open). */
    ADMIT
}
