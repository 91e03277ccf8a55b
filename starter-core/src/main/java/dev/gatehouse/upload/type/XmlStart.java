package dev.gatehouse.upload.type;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * How an XML part starts. Parsers go by that, whatever its name (XML 1.0, appendix F), and many read encodings in which
 * nothing here would be found; a part has UTF-8 or UTF-16 (ECMA-376-2, 8.1.4).
 */
final class XmlStart {

    /** Longer than any declaration of an honest part, in UTF-16 too. */
    static final int LENGTH = 512;

    private static final Set<String> ENCODINGS =
            Set.of("utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii");
    private static final byte[] EBCDIC = {0x4c, 0x6f, (byte) 0xa7, (byte) 0x94};
    private static final String MARKS = "\u00ef\u00bb\u00bf\u00ff\u00fe";

    /** A byte a letter; UTF-16 without its zeros. */
    private final String text;

    private XmlStart(String text) {
        this.text = text;
    }

    /**
     * Takes the start of a part.
     *
     * @param head holds it
     * @param length how much of it there is, at most {@link #LENGTH}
     */
    static XmlStart of(byte[] head, int length) {
        for (int i = 0; i < EBCDIC.length; i++) {
            if (i == length || head[i] != EBCDIC[i]) {
                return new XmlStart(letters(head, length));
            }
        }
        throw Polyglot.malformed();
    }

    private static String letters(byte[] head, int length) {
        byte[] letters = new byte[length];
        int count = 0;
        for (int i = 0; i < length; i++) {
            boolean passed = head[i] == 0 || (count == 0 && MARKS.indexOf(head[i] & 0xff) >= 0);
            if (!passed) {
                letters[count++] = head[i];
            }
        }
        return new String(letters, 0, count, StandardCharsets.ISO_8859_1);
    }

    /** Whether a parser would find an element or a DTD there, or blanks in front of one. */
    boolean mayBeXml() {
        String content = text.stripLeading();
        return content.isEmpty() || content.charAt(0) == '<';
    }

    /** Refuses a declaration that names another encoding, as often as it does, or has no end. */
    void requireEncoding() {
        if (!text.startsWith("<?xml")) {
            return;
        }
        int end = text.indexOf("?>");
        Polyglot.require(end > 0);
        int at = text.indexOf("encoding");
        while (at >= 0 && at < end) {
            Polyglot.require(isRight(value(text, at)));
            at = text.indexOf("encoding", at + 1);
        }
    }

    /** What stands in the next quotes. */
    private static String value(String text, int from) {
        int quote = from;
        while (quote < text.length() && text.charAt(quote) != '"' && text.charAt(quote) != '\'') {
            quote++;
        }
        int end = quote < text.length() ? text.indexOf(text.charAt(quote), quote + 1) : -1;
        return end < 0 ? "" : text.substring(quote + 1, end);
    }

    static boolean isRight(String encoding) {
        return ENCODINGS.contains(encoding.toLowerCase(Locale.ROOT));
    }
}
