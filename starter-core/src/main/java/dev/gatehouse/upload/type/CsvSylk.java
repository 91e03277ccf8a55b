package dev.gatehouse.upload.type;

/**
 * Refuses a symbolic link file (SYLK): spreadsheets open a text that starts with {@code ID;P} as one, whatever its name, and
 * calculate what its records say. A table with such a head whose rows are no records is none.
 */
final class CsvSylk {

    private static final String START = "ID;P";

    private State state = State.START;
    private int matched;
    private boolean inCell;

    private enum State {
        START,
        /** It is none. */
        NONE,
        LINE_START,
        AFTER_N,
        AFTER_TYPE,
        FIELD_START,
        IN_FIELD,
        SKIP_LINE
    }

    void accept(byte[] bytes, int offset, int length) {
        int end = offset + length;
        for (int i = offset; i < end && state != State.NONE; i++) {
            take(bytes[i]);
        }
    }

    private void take(int c) {
        if (state == State.START) {
            boolean goesOn = c == START.charAt(matched);
            matched++;
            state = !goesOn ? State.NONE : matched == START.length() ? State.SKIP_LINE : State.START;
        } else if (c == '\n' || c == '\r') {
            state = State.LINE_START;
        } else {
            state = switch (state) {
                case LINE_START -> record(upper(c));
                case AFTER_N -> upper(c) == 'N' ? State.AFTER_TYPE : State.SKIP_LINE;
                case AFTER_TYPE -> c == ';' ? State.FIELD_START : State.SKIP_LINE;
                case FIELD_START -> field(c);
                case IN_FIELD -> c == ';' ? State.FIELD_START : State.IN_FIELD;
                default -> state;
            };
        }
    }

    private State record(int type) {
        inCell = type == 'C';
        return inCell ? State.AFTER_TYPE : type == 'N' ? State.AFTER_N : State.SKIP_LINE;
    }

    /** Cells (C) and names (NN) calculate what stands in their field E, cells also the matrix in M. */
    private State field(int c) {
        if (upper(c) == 'E' || (inCell && upper(c) == 'M')) {
            throw Polyglot.mismatch();
        }
        return c == ';' ? State.FIELD_START : State.IN_FIELD;
    }

    private static int upper(int c) {
        return c >= 'a' && c <= 'z' ? c & ~0x20 : c;
    }
}
