package dev.gatehouse.mask;

import dev.gatehouse.mask.SecretMask.Secret;
import org.jspecify.annotations.Nullable;

/** A value of YAML that stands on the lines behind its name: {@code password: |}, or a list. */
final class YamlBlock {

    private static final int MAX_INDENT = 256;
    private static final int MAX_LENGTH = 4096;
    private static final String ITEM = "- ";

    private YamlBlock() {}

    /** Indented by tabs, as stack traces are, it is none. */
    static @Nullable Secret find(String text, int nameStart, int valueStart) {
        int endOfHeader = endOfHeader(text, valueStart);
        if (endOfHeader == text.length()
                || !NamedValue.isLineBreak(text.charAt(endOfHeader))
                || !isFirst(text, nameStart)) {
            return null;
        }
        boolean list = endOfHeader == valueStart;
        int line = nextLine(text, endOfHeader);
        int indent = indent(text, line);
        int start = line + indent;
        if (list) {
            return text.startsWith(ITEM, start)
                    ? NamedValue.secret(text, start + ITEM.length(), end(text, line, indent, true))
                    : null;
        }
        boolean inside = indent > indentOfName(text, nameStart) && start < text.length() && text.charAt(start) > ' ';
        return inside ? NamedValue.secret(text, start, end(text, line, indent, false)) : null;
    }

    /** What follows {@code |} or {@code >} says how the lines are joined. */
    private static int endOfHeader(String text, int start) {
        int i = start;
        if (i < text.length() && (text.charAt(i) == '|' || text.charAt(i) == '>')) {
            i++;
            while (i < text.length() && "+-0123456789".indexOf(text.charAt(i)) >= 0) {
                i++;
            }
        }
        return NamedValue.behindBlanks(text, i);
    }

    /** In a sentence a name is no key: "Rejected passwords:". */
    private static boolean isFirst(String text, int nameStart) {
        int i = nameStart;
        while (i > 0 && nameStart - i < MAX_INDENT && text.charAt(i - 1) == ' ') {
            i--;
        }
        if (i == 0 || NamedValue.isLineBreak(text.charAt(i - 1))) {
            return true;
        }
        return i < nameStart && (text.charAt(i - 1) == ':' || text.charAt(i - 1) == '-');
    }

    private static int indentOfName(String text, int nameStart) {
        int line = nameStart;
        while (line > 0 && nameStart - line < MAX_INDENT && !NamedValue.isLineBreak(text.charAt(line - 1))) {
            line--;
        }
        return indent(text, line);
    }

    private static int end(String text, int first, int indent, boolean list) {
        int line = first;
        int end = first;
        while (line < text.length() && line - first < MAX_LENGTH) {
            int own = indent(text, line);
            int start = line + own;
            boolean blank = start < text.length() && NamedValue.isLineBreak(text.charAt(start));
            if (!blank && (own < indent || (list && own == indent && !text.startsWith(ITEM, start)))) {
                return end;
            }
            int endOfLine = NamedValue.endOfLine(text, start);
            end = blank ? end : endOfLine;
            line = nextLine(text, endOfLine);
        }
        return end;
    }

    private static int indent(String text, int line) {
        int i = line;
        while (i < text.length() && i - line < MAX_INDENT && text.charAt(i) == ' ') {
            i++;
        }
        return i - line;
    }

    private static int nextLine(String text, int endOfLine) {
        int i = Math.min(text.length(), endOfLine + 1);
        return text.startsWith("\r\n", endOfLine) ? i + 1 : i;
    }
}
