package dev.gatehouse.password;

import java.util.List;

/** Runs of characters that are one choice: the same, the next one, the neighbour on the keyboard. */
final class Runs {

    static final int SHORTEST = 3;

    private static final int SHORTEST_INTERLEAVED = 6;

    /** Relations beside the steps on a keyboard, which are smaller. */
    private static final int NONE = 0;

    private static final int SAME = 1000;
    private static final int NEXT = 1001;
    private static final int BEFORE = 1002;

    /** QWERTY, QWERTZ and AZERTY, row by row; each row is half a key to the right of the one above. */
    private static final List<String[]> KEYBOARDS = List.of(
            new String[] {"`1234567890-=", " qwertyuiop[]", " asdfghjkl;'", " zxcvbnm,./"},
            new String[] {"^1234567890\u00DF\u00B4", " qwertzuiop\u00FC+", " asdfghjkl\u00F6\u00E4", " yxcvbnm,.-"},
            new String[] {"\u00B21234567890)=", " azertyuiop^$", " qsdfghjklm\u00F9", " wxcvbn,;:!"},
            new String[] {"789", "456", "123", " 0 "});

    private static final int COLUMNS = 32;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final String DIGITS = "01234567890";

    private Runs() {}

    /** How many characters from here on are the same. */
    static int repeated(int[] text, int at) {
        int end = at + 1;
        while (end < text.length && text[end] == text[at]) {
            end++;
        }
        return end - at;
    }

    /** How many characters from here on follow each other in the alphabet or by number, in one direction. */
    static int sequence(int[] text, int at, int step) {
        int end = at + 1;
        while (end < text.length && follows(text[end - 1], text[end], step)) {
            end++;
        }
        return end - at;
    }

    /** How many characters from here on lie on a straight line or a zigzag of neighbours on one keyboard. */
    static int walk(int[] text, int at) {
        int longest = 1;
        for (String[] keyboard : KEYBOARDS) {
            longest = Math.max(longest, walk(keyboard, text, at));
        }
        return longest;
    }

    private static int walk(String[] keyboard, int[] text, int at) {
        int beforeLast = 0;
        int last = 0;
        int end = at + 1;
        while (end < text.length) {
            int step = step(keyboard, text[end - 1], text[end]);
            int steps = end - at - 1;
            // Any two steps are no more than chance; a third one that repeats the first makes a zigzag.
            if (step == 0 || (steps >= 2 && step != beforeLast)) {
                break;
            }
            beforeLast = last;
            last = step;
            end++;
        }
        boolean bent = end - at == SHORTEST && last != beforeLast;
        return bent ? 2 : end - at;
    }

    /** How many characters from here on are two runs that take turns, as in 112233, 102030 and 1a2s3d; 1 if none. */
    static int interleaved(int[] text, int at) {
        if (at + SHORTEST_INTERLEAVED > text.length) {
            return 1;
        }
        int even = relation(text[at], text[at + 2]);
        int odd = relation(text[at + 1], text[at + 3]);
        int end = at + 2;
        while (end < text.length) {
            int expected = (end - at) % 2 == 0 ? even : odd;
            if (expected == NONE || relation(text[end - 2], text[end]) != expected) {
                break;
            }
            end++;
        }
        return end - at < SHORTEST_INTERLEAVED ? 1 : end - at;
    }

    private static int relation(int one, int other) {
        if (one == other) {
            return SAME;
        }
        if (follows(one, other, 1)) {
            return NEXT;
        }
        return follows(one, other, -1) ? BEFORE : step(KEYBOARDS.get(0), one, other);
    }

    static boolean isYear(int[] text, int at) {
        if (at + 4 > text.length) {
            return false;
        }
        String year = new String(text, at, 4);
        return (year.startsWith("19") || year.startsWith("20")) && year.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean follows(int before, int after, int step) {
        int one = step > 0 ? before : after;
        int next = step > 0 ? after : before;
        return isIn(LETTERS, one, next) || isIn(DIGITS, one, next) || (isLetterBeyond(one) && one + 1 == next);
    }

    private static boolean isIn(String order, int one, int next) {
        int at = order.indexOf(one);
        while (at >= 0 && at + 1 < order.length()) {
            if (order.charAt(at + 1) == next) {
                return true;
            }
            at = order.indexOf(one, at + 1);
        }
        return false;
    }

    /** Letters of other scripts; emoji have neighbours that nobody chose for that. */
    private static boolean isLetterBeyond(int c) {
        return c > 0x7f && Character.isLetter(c);
    }

    /** The direction from one key to its neighbour, 0 if it is none: each row lies half a key to the right. */
    private static int step(String[] keyboard, int one, int other) {
        int from = position(keyboard, one);
        int to = position(keyboard, other);
        if (from < 0 || to < 0) {
            return 0;
        }
        int rows = to / COLUMNS - from / COLUMNS;
        int columns = to % COLUMNS - from % COLUMNS;
        boolean beside = rows == 0 && Math.abs(columns) == 1;
        boolean above = rows == -1 && (columns == 0 || columns == 1);
        boolean below = rows == 1 && (columns == 0 || columns == -1);
        return beside || above || below ? rows * COLUMNS + columns : 0;
    }

    private static int position(String[] keyboard, int key) {
        for (int row = 0; row < keyboard.length && key != ' '; row++) {
            int column = keyboard[row].indexOf(key);
            if (column >= 0) {
                return row * COLUMNS + column;
            }
        }
        return -1;
    }
}
