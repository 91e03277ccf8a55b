package dev.gatehouse.net;

import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hops in a forwarded header, nearest first. It is read backwards from its end, element by element, because only
 * the end was written by trusted proxies: no quote or comma that a client put in front can change how the rest is read.
 * At most {@value #MAX_HOPS} elements and {@value #MAX_LENGTH} characters are looked at.
 */
final class ForwardedHops {

    static final int MAX_HOPS = 32;
    static final int MAX_LENGTH = 4096;

    private final List<String> lines;
    private final boolean standard;
    private int line;
    private int end;
    private int hopsLeft = MAX_HOPS;
    private int charactersLeft = MAX_LENGTH;
    private boolean unreadable;

    private ForwardedHops(List<String> lines, boolean standard) {
        this.lines = lines;
        this.standard = standard;
        this.line = lines.size() - 1;
        this.end = lines.get(line).length();
    }

    /** Reads {@code X-Forwarded-For}; null when it is absent. */
    static @Nullable ForwardedHops simple(@Nullable Enumeration<String> lines) {
        return of(lines, false);
    }

    /** Reads {@code Forwarded}; null when it is absent. */
    static @Nullable ForwardedHops standard(@Nullable Enumeration<String> lines) {
        return of(lines, true);
    }

    private static @Nullable ForwardedHops of(@Nullable Enumeration<String> lines, boolean standard) {
        if (lines == null || !lines.hasMoreElements()) {
            return null;
        }
        String first = lines.nextElement();
        if (!lines.hasMoreElements()) {
            return new ForwardedHops(List.of(first), standard);
        }
        List<String> all = new ArrayList<>(4);
        all.add(first);
        while (lines.hasMoreElements()) {
            all.add(lines.nextElement());
        }
        return new ForwardedHops(all, standard);
    }

    /** Gives the next hop; null at the end, at the first one that is no address, and at the bounds. */
    @Nullable
    IpAddress next() {
        while (hopsLeft-- > 0) {
            while (end < 0) {
                if (--line < 0) {
                    return null;
                }
                end = lines.get(line).length();
            }
            String text = lines.get(line);
            int comma = elementStart(text, end);
            charactersLeft -= end - comma;
            if (charactersLeft < 0) {
                return null;
            }
            int from = ForwardedNode.skipSpace(text, comma + 1, end);
            int to = ForwardedNode.skipSpaceBack(text, from, end);
            end = comma;
            if (from < to) {
                IpAddress hop = standard ? ForwardedNode.ofElement(text, from, to) : ForwardedNode.of(text, from, to);
                unreadable = hop == null;
                return hop;
            }
        }
        return null;
    }

    /** Tells whether all of it was read, rather than up to a bound or to what is no address. */
    boolean isAtEnd() {
        return !unreadable && line <= 0 && end < 0;
    }

    /** Gives the index of the comma in front of the element that ends at an index, -1 if there is none. */
    private int elementStart(String text, int elementEnd) {
        int limit = Math.max(-1, elementEnd - charactersLeft - 1);
        int i = elementEnd - 1;
        while (i > limit && text.charAt(i) != ',') {
            if (standard && text.charAt(i) == '"') {
                i = openingQuote(text, i, limit);
            }
            i--;
        }
        return Math.max(i, limit);
    }

    private static int openingQuote(String text, int closing, int limit) {
        int i = closing - 1;
        while (i > limit && (text.charAt(i) != '"' || isEscaped(text, i, limit))) {
            i--;
        }
        return i;
    }

    private static boolean isEscaped(String text, int index, int limit) {
        int i = index - 1;
        while (i > limit && text.charAt(i) == '\\') {
            i--;
        }
        return (index - 1 - i) % 2 != 0;
    }
}
