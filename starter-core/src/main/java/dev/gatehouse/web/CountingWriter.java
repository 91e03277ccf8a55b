package dev.gatehouse.web;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Asks the response before each character, and counts what characters become on the wire: one byte each in a
 * single-byte charset, else their UTF-8 length.
 */
final class CountingWriter extends PrintWriter {

    private final boolean singleByte;
    private final HookedResponse response;

    CountingWriter(PrintWriter target, String encoding, HookedResponse response) {
        super(target);
        this.singleByte = Charset.forName(encoding).newEncoder().maxBytesPerChar() == 1.0f;
        this.response = response;
    }

    /** What is written from now on reaches nobody. */
    void silence() {
        out = nullWriter();
    }

    @Override
    public void write(int c) {
        long bytes = singleByte ? 1 : utf8Length((char) c);
        if (response.admits(bytes)) {
            super.write(c);
            response.written(bytes);
        }
    }

    @Override
    public void write(char[] chars, int offset, int length) {
        long bytes = singleByte ? length : utf8Length(new String(chars, offset, length));
        if (response.admits(bytes)) {
            super.write(chars, offset, length);
            response.written(bytes);
        }
    }

    @Override
    public void write(String text, int offset, int length) {
        long bytes = singleByte ? length : utf8Length(text.substring(offset, offset + length));
        if (response.admits(bytes)) {
            super.write(text, offset, length);
            response.written(bytes);
        }
    }

    /** The one of the JDK would pass over the methods above. */
    @Override
    public void println() {
        write(System.lineSeparator());
    }

    @Override
    public void close() {
        if (response.admitsSending()) {
            super.close();
        }
    }

    @Override
    public void flush() {
        if (response.admitsSending()) {
            super.flush();
        }
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** A surrogate counts for half of the four bytes its pair becomes. */
    private static int utf8Length(char c) {
        if (c < 0x80) {
            return 1;
        }
        return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
}
