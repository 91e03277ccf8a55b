package dev.gatehouse.upload.type;

/**
 * Refuses what no text holds: NUL and the other control characters, but for tab, line feed, form feed, carriage return,
 * escape (coloured logs), and the end mark of DOS, if it is the end.
 */
final class TextControls {

    private static final int DOS_END = 0x1a;
    private static final boolean[] CONTROL = new boolean[256];

    static {
        for (int c = 0; c < 0x20; c++) {
            CONTROL[c] = c != '\t' && c != '\n' && c != '\f' && c != '\r' && c != 0x1b;
        }
        CONTROL[0x7f] = true;
    }

    private boolean ended;

    void accept(byte[] bytes, int offset, int length) {
        int end = offset + length;
        for (int i = offset; i < end; i++) {
            if (CONTROL[bytes[i] & 0xff]) {
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

    /** After the end mark nothing may follow. */
    private void requireEnd() {
        if (ended) {
            throw TextCheck.notPlain();
        }
    }
}
