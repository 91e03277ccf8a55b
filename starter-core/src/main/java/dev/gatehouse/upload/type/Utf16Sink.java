package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ContentReader;
import java.io.IOException;

/** Turns UTF-16 into a byte a letter: letters outside of ASCII look all the same, since no check tells them apart. */
final class Utf16Sink implements ContentReader.Sink {

    private static final byte OTHER = (byte) 0xff;

    private final boolean littleEndian;
    private final ContentReader.Sink sink;
    private final byte[] letters = new byte[8 << 10];
    private int count;
    private int first = -1;
    private boolean afterHigh;

    Utf16Sink(boolean littleEndian, ContentReader.Sink sink) {
        this.littleEndian = littleEndian;
        this.sink = sink;
    }

    @Override
    public void accept(byte[] bytes, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            int b = bytes[i] & 0xff;
            if (first < 0) {
                first = b;
            } else {
                add((char) (littleEndian ? b << 8 | first : first << 8 | b));
                first = -1;
            }
        }
        flush();
    }

    /** Half a letter at the end is none. */
    void end() {
        if (first >= 0 || afterHigh) {
            throw TextCheck.notPlain();
        }
    }

    private void add(char c) throws IOException {
        if (afterHigh != Character.isLowSurrogate(c) || c == 0xfffe || c == 0xffff) {
            throw TextCheck.notPlain();
        }
        afterHigh = Character.isHighSurrogate(c);
        if (count == letters.length) {
            flush();
        }
        letters[count++] = c < 0x80 ? (byte) c : OTHER;
    }

    private void flush() throws IOException {
        if (count > 0) {
            sink.accept(letters, 0, count);
        }
        count = 0;
    }
}
