package dev.gatehouse.upload.type;

import java.util.Set;

/**
 * Which types by magic a text may have: its first letters can be those of nearly any format. Pages and scripts are texts,
 * too; {@link TextMarkup} judges them.
 */
final class TextMagic {

    private static final Set<String> TEXTS = Set.of(
            "message/rfc822",
            "message/news",
            "application/mbox",
            "application/xml",
            "application/xhtml+xml",
            "image/svg+xml",
            "application/x-sh",
            "application/javascript");

    /** Formats that are texts themselves and run what they hold. */
    private static final Set<String> NEVER_BY_CHANCE = Set.of("application/pdf", "application/vnd.fdf");

    private TextMagic() {}

    static boolean isText(String type) {
        return type.startsWith("text/") || TEXTS.contains(type);
    }

    /** Whether a text starts like this type by chance: a real file of nearly all of them has zeros and the like, which no text has. */
    static boolean mayBeByChance(String type, byte[] head) {
        return !NEVER_BY_CHANCE.contains(type) && TextControls.areNoneIn(head);
    }
}
