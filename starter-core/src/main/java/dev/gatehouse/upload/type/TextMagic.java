package dev.gatehouse.upload.type;

import java.util.Set;

/**
 * Which types by magic a text may have: its words can look like those of a simple format. Pages and scripts are texts,
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
            "application/javascript",
            // By two letters; a real one has zeros, which no text has.
            "application/x-msdownload",
            "application/x-dosexec",
            "image/bmp");

    private TextMagic() {}

    static boolean isText(String type) {
        return type.startsWith("text/") || TEXTS.contains(type);
    }
}
