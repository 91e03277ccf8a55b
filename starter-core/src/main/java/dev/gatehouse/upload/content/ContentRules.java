package dev.gatehouse.upload.content;

/**
 * What the content of a file may hold, whatever its type. Immutable.
 *
 * @param maxPixels width times height of an image, at least 1
 * @param maxFrames frames of an animation, at least 1
 * @param trailingData what to do with bytes behind the end of an image or PDF
 * @param macros whether documents may hold macros
 * @param encrypted whether documents may be locked by a password; what is inside then is not checked
 * @param activeContent whether documents may hold scripts, launch actions, ActiveX or packaged programs, and load
 *     templates from elsewhere
 * @param embeddedFiles whether a PDF may have attachments
 * @param markup whether texts may hold active HTML or scripts
 * @param csvFormulas whether cells of a CSV may start like a formula
 * @param archive how much an archive may unpack to
 */
public record ContentRules(
        long maxPixels,
        int maxFrames,
        TrailingData trailingData,
        boolean macros,
        boolean encrypted,
        boolean activeContent,
        boolean embeddedFiles,
        boolean markup,
        boolean csvFormulas,
        ArchiveBudget archive) {

    private static final ContentRules DEFAULTS = new ContentRules(
            50_000_000, 2_000, TrailingData.PHONES, false, false, false, false, false, true, ArchiveBudget.defaults());

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if a limit is below 1
     */
    public ContentRules {
        if (maxPixels < 1) {
            throw new IllegalArgumentException(
                    "An image of at most " + maxPixels + " pixels is not possible. Use 1 or more.");
        }
        if (maxFrames < 1) {
            throw new IllegalArgumentException(
                    "An animation of at most " + maxFrames + " frames is not possible. Use 1 or more.");
        }
    }

    /**
     * Returns the defaults: 50 million pixels, 2,000 frames, trailing data as phones write it, nothing active, nothing
     * locked, formulas in CSV accepted.
     *
     * @return the defaults
     */
    public static ContentRules defaults() {
        return DEFAULTS;
    }
}
