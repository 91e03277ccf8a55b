package dev.gatehouse.upload.type;

/**
 * Refuses what no text holds: NUL and the other control characters, but for tab, line feed, form feed, carriage return,
 * escape as in coloured logs, and the end mark of DOS, if it is the end. Any other escape may switch to an encoding in
 * which letters are others than they seem.
 */
final class TextControls {

    private static final int DOS_END = 0x1a;
    private static final int ESCAPE = 0x1b;
    private static final boolean[] CONTROL = new boolean[256];

    static {
        for (int c = 0; c < 0x20; c++) {
            CONTROL[c] = c != '\t' && c != '\n' && c != '\f' && c != '\r';
        }
        CONTROL[0x7f] = true;
    }

    private boolean ended;
    private Sequence sequence = Sequence.NONE;

    private enum Sequence {
        NONE,
        STARTED,
        PARAMETERS
    }

    /** Whether there is none, but for those that are right at some places. */
    static boolean areNoneIn(byte[] head) {
        for (byte c : head) {
            if (CONTROL[c & 0xff] && c != ESCAPE && c != DOS_END) {
                return false;
            }
        }
        return true;
    }

    void accept(byte[] bytes, int offset, int length) {
        int end = offset + length;
        for (int i = offset; i < end; i++) {
            if (sequence != Sequence.NONE) {
                sequence = after(bytes[i]);
            } else if (bytes[i] == ESCAPE) {
                requireEnd();
                sequence = Sequence.STARTED;
            } else if (CONTROL[bytes[i] & 0xff]) {
                if (bytes[i] != DOS_END) {
                    throw TextCheck.notPlain();
                }
                requireEnd();
                ended = i + 1 == end;
                if (!ended) {
                    throw TextCheck.notPlain();
                }
                return;
            }
        }
        requireEnd();
    }

    /** A colour, or the rest of a line erased in it (ECMA-48, 8.3.117 and 8.3.41). */
    private Sequence after(int c) {
        if (sequence == Sequence.STARTED && c == '[') {
            return Sequence.PARAMETERS;
        }
        boolean parameter = (c >= '0' && c <= '9') || c == ';' || c == ':';
        if (sequence == Sequence.STARTED || !(parameter || c == 'm' || c == 'K')) {
            throw TextCheck.notPlain();
        }
        return parameter ? Sequence.PARAMETERS : Sequence.NONE;
    }

    void end() {
        if (sequence != Sequence.NONE) {
            throw TextCheck.notPlain();
        }
    }

    /** After the end mark nothing may follow. */
    private void requireEnd() {
        if (ended) {
            throw TextCheck.notPlain();
        }
    }
}
