package dev.gatehouse.upload.type;

/** Says what a file looks like by its first bytes alone, never by its name. Thread-safe. */
@FunctionalInterface
public interface ContentDetector {

    /** How many first bytes are asked for at most. */
    int HEAD = 4096;

    /** What is said of a content that looks like nothing known. */
    String UNKNOWN = "application/octet-stream";

    /**
     * Detects.
     *
     * @param head the first bytes, at most {@link #HEAD}
     * @return a media type in lower case without parameters; {@link #UNKNOWN} if it looks like nothing known
     */
    String detect(byte[] head);

    /**
     * Returns one by Apache Tika, or, where tika-core is not on the class path, one that knows nothing, so that the checks
     * of the types alone decide.
     *
     * @return the detector; Tika is loaded by its first call, which takes up to half a second longer than the next ones
     */
    static ContentDetector standard() {
        return Detectors.standard();
    }
}
