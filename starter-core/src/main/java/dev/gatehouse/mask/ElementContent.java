package dev.gatehouse.mask;

import dev.gatehouse.mask.SecretMask.Secret;
import org.jspecify.annotations.Nullable;

/** Finds the content of an element of XML, also where the angle brackets are escaped. */
final class ElementContent {

    private static final String ESCAPED_CLOSE = "&gt;";
    private static final String ENCODED_CLOSE = "\\u003e";
    private static final String CDATA = "<![CDATA[";
    private static final String CDATA_END = "]]>";

    /** Namespaces make tags long. No tag is read twice, for none is in another. */
    private static final int MAX_TAG = 2048;

    private static final int MAX_INDENT = 256;

    /** Of content that does not end with its line. */
    private static final int MAX_LENGTH = 4096;

    private ElementContent() {}

    static @Nullable Secret find(String text, int close, SecretNames names) {
        return find(text, close, "<", ">", names);
    }

    static @Nullable Secret findEscaped(String text, int semicolon, SecretNames names) {
        int close = semicolon - ESCAPED_CLOSE.length() + 1;
        return text.startsWith(ESCAPED_CLOSE, close) ? find(text, close, "&lt;", ESCAPED_CLOSE, names) : null;
    }

    /** As some writers of JSON do. */
    static @Nullable Secret findEncoded(String text, int close, SecretNames names) {
        return text.startsWith(ENCODED_CLOSE, close) ? find(text, close, "\\u003c", ENCODED_CLOSE, names) : null;
    }

    /** The name of an element may have a prefix and attributes. */
    private static @Nullable Secret find(String text, int close, String opener, String closer, SecretNames names) {
        int open = close - 1;
        int limit = Math.max(0, close - MAX_TAG);
        while (open >= limit && !isAngle(text, open, opener, closer) && !NamedValue.isLineBreak(text.charAt(open))) {
            open--;
        }
        if (open < limit || !text.startsWith(opener, open)) {
            return null;
        }
        int tag = open + opener.length();
        int start = tag;
        int end = start;
        while (SecretNames.isNamePart(text.charAt(end)) || text.charAt(end) == ':') {
            if (text.charAt(end++) == ':') {
                start = end;
            }
        }
        boolean empty = start == end || text.charAt(close - 1) == '/';
        return empty || !names.matches(text, start, end)
                ? null
                : content(text, close + closer.length(), opener, opener + "/" + text.substring(tag, end));
    }

    private static boolean isAngle(String text, int i, String opener, String closer) {
        char c = text.charAt(i);
        return c == '<'
                || c == '>'
                || (c == opener.charAt(0) && (text.startsWith(opener, i) || text.startsWith(closer, i)));
    }

    /** On several lines it counts only up to the end of this element. A name that nothing closes names the next word. */
    private static @Nullable Secret content(String text, int from, String opener, String endTag) {
        int start = from;
        int limit = Math.min(text.length(), from + MAX_INDENT);
        while (start < limit && text.charAt(start) <= ' ') {
            start++;
        }
        if (text.startsWith(CDATA, start)) {
            int data = start + CDATA.length();
            return NamedValue.secret(text, data, endOfData(text, data));
        }
        int end = from;
        while (end < text.length() && !text.startsWith(opener, end) && !NamedValue.isLineBreak(text.charAt(end))) {
            end++;
        }
        if (text.startsWith(opener + "/", end)) {
            return NamedValue.secret(text, from, end);
        }
        int last = endOfLines(text, end, opener);
        if (isEndTag(text, last, endTag)) {
            while (last > start && text.charAt(last - 1) <= ' ') {
                last--;
            }
            return NamedValue.secret(text, Math.min(start, last), last);
        }
        return opener.length() == 1 ? NamedValue.nextWord(text, from) : null;
    }

    private static boolean isEndTag(String text, int i, String endTag) {
        int behind = i + endTag.length();
        return text.startsWith(endTag, i) && (behind == text.length() || !SecretNames.isNamePart(text.charAt(behind)));
    }

    private static int endOfLines(String text, int from, String opener) {
        int end = from;
        int limit = Math.min(text.length(), from + MAX_LENGTH);
        while (end < limit && !text.startsWith(opener, end)) {
            end++;
        }
        return end;
    }

    private static int endOfData(String text, int start) {
        int limit = Math.min(text.length(), start + MAX_LENGTH);
        for (int i = start; i < limit; i++) {
            if (text.charAt(i) == ']' && text.startsWith(CDATA_END, i)) {
                return i;
            }
        }
        return NamedValue.endOfLine(text, start);
    }
}
