package dev.gatehouse.cors;

import dev.gatehouse.web.HttpToken;
import java.util.List;

/** The methods or the headers that are allowed, asked about with text that may be anything. Immutable. */
final class NameList {

    private final String[] names;
    private final boolean any;
    private final boolean ignoreCase;
    private final String text;

    private NameList(List<String> names, boolean ignoreCase) {
        this.names = names.toArray(String[]::new);
        this.any = names.contains(CorsSettings.ANY);
        this.ignoreCase = ignoreCase;
        this.text = String.join(", ", names);
    }

    static NameList caseSensitive(List<String> names) {
        return new NameList(names, false);
    }

    static NameList ignoringCase(List<String> names) {
        return new NameList(names, true);
    }

    boolean isAny() {
        return any;
    }

    /** Gives the names as a header says them. */
    String text() {
        return text;
    }

    boolean contains(String name) {
        return contains(name, 0, name.length());
    }

    /** Takes a comma-separated list; empty elements do not count (RFC 9110, 5.6.1.2). */
    boolean containsAll(String list) {
        int start = 0;
        while (start <= list.length()) {
            int comma = list.indexOf(',', start);
            int end = comma < 0 ? list.length() : comma;
            int from = skipSpace(list, start, end);
            int to = skipSpaceBack(list, from, end);
            if (from < to && !contains(list, from, to)) {
                return false;
            }
            start = end + 1;
        }
        return true;
    }

    private boolean contains(String source, int from, int to) {
        if (any) {
            return HttpToken.matches(source, from, to);
        }
        for (String name : names) {
            if (name.length() == to - from && source.regionMatches(ignoreCase, from, name, 0, to - from)) {
                return true;
            }
        }
        return false;
    }

    private static int skipSpace(String text, int from, int to) {
        int i = from;
        while (i < to && isSpace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int skipSpaceBack(String text, int from, int to) {
        int i = to;
        while (i > from && isSpace(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
