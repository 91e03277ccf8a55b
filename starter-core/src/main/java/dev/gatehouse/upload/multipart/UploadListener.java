package dev.gatehouse.upload.multipart;

/**
 * Hears of every file that was checked, for metrics. Called on the thread of the request; must be quick and must not
 * throw.
 */
@FunctionalInterface
public interface UploadListener {

    /** The reason of a file that was accepted, and that no scanner found clean. */
    String UNSCANNED = "unscanned";

    /** The reason of a file that was accepted because a scanner found it clean, too. */
    String CLEAN = "clean";

    /**
     * Called for each accepted file, and once for each request that is refused because of its files.
     *
     * @param accepted whether it was accepted
     * @param reason why; one of a small closed set, in lower snake case
     */
    void onVerdict(boolean accepted, String reason);
}
