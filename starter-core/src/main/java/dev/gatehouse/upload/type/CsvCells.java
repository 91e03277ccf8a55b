package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;

/**
 * Refuses cells that a spreadsheet would calculate: those that start with {@code = @ + -}, quoted or not. A number, a date
 * or a telephone number with a sign is none. Cells end at a comma, semicolon, tab, bar or line end.
 */
final class CsvCells {

    private State state = State.CELL_START;
    private boolean quoted;

    private enum State {
        CELL_START,
        AFTER_SIGN,
        IN_CELL
    }

    void accept(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            take(bytes[i] & 0xff);
        }
    }

    private void take(int c) {
        if (isEnd(c)) {
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

    /** Also within quotes: programs differ in whether a quote at that place is one. */
    private static boolean isEnd(int c) {
        return c == ',' || c == ';' || c == '\t' || c == '|' || c == '\n' || c == '\r';
    }

    private void start(int c) {
        if (c == '"' && !quoted) {
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
