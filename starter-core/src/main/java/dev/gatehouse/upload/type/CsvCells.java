package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;

/**
 * Refuses cells that a spreadsheet would calculate: those that start with {@code = @ + -}, quoted or not. A number, a date
 * or a telephone number with a sign is none. Cells end at a comma, semicolon, tab, bar or line end, also within quotes:
 * programs differ in whether a quote at that place is one. So a first line that names another separator is refused, too.
 */
final class CsvCells {

    private static final boolean[] END = new boolean[256];

    static {
        for (char c : new char[] {',', ';', '\t', '|', '\n', '\r'}) {
            END[c] = true;
        }
    }

    private static final String SEPARATOR = "sep=";

    private State state = State.CELL_START;
    private boolean quoted;
    /** How much of {@link #SEPARATOR} the text has started with; more than its length once that is decided. */
    private int separator;

    private enum State {
        CELL_START,
        AFTER_SIGN,
        IN_CELL
    }

    void accept(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int i = offset;
        while (i < end && separator <= SEPARATOR.length()) {
            matchSeparator(bytes[i] & 0xff);
            take(bytes[i] & 0xff);
            i++;
        }
        while (i < end) {
            if (state == State.IN_CELL) {
                i = nextEnd(bytes, i, end);
                if (i == end) {
                    return;
                }
            }
            take(bytes[i] & 0xff);
            i++;
        }
    }

    private void matchSeparator(int c) {
        if (separator == SEPARATOR.length()) {
            if (!END[c]) {
                throw formula();
            }
            separator++;
        } else if (c != '"' || separator > 0) {
            separator = (c | 0x20) == (SEPARATOR.charAt(separator) | 0x20) ? separator + 1 : SEPARATOR.length() + 1;
        }
    }

    private static int nextEnd(byte[] bytes, int from, int end) {
        int i = from;
        while (i < end && !END[bytes[i] & 0xff]) {
            i++;
        }
        return i;
    }

    private void take(int c) {
        if (END[c]) {
            state = State.CELL_START;
            quoted = false;
        } else if (state == State.CELL_START) {
            start(c);
        } else if (state == State.AFTER_SIGN && !isNumberPart(c)) {
            if (c != '"' || !quoted) {
                throw formula();
            }
        }
    }

    private void start(int c) {
        if (c == '"') {
            // A second one may end what is quoted or stand for itself.
            quoted = true;
        } else if (c == '=' || c == '@') {
            throw formula();
        } else if (c == '+' || c == '-') {
            state = State.AFTER_SIGN;
        } else if (c != ' ') {
            state = State.IN_CELL;
        }
    }

    private static boolean isNumberPart(int c) {
        return (c >= '0' && c <= '9') || ".:/%()- ".indexOf(c) >= 0 || c == 'e' || c == 'E' || c == '+' || c >= 0x80;
    }

    private static UploadRefusedException formula() {
        return new UploadRefusedException(UploadReason.CSV_FORMULA);
    }
}
