package dev.gatehouse.upload.content;

/** What to do with bytes behind the end of an image or a PDF. */
public enum TrailingData {
    /** Refuses all but the line ends behind a PDF. */
    REFUSE,
    /**
     * Accepts what phones write behind a JPEG: zeros, further JPEGs (multi-picture), a film (motion photo), the trailer of
     * Samsung. Refuses everything else. The default.
     */
    PHONES,
    /** Accepts bytes of any kind unless they make the file one of another type: an archive, HTML, a script, a program. */
    ALLOW
}
