package dev.gatehouse.upload.type;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The bytes of an archive that comes as a stream: looks a little ahead, and knows where it is. */
final class NestedInput {

    private final InputStream source;
    private final byte[] buffer = new byte[4 << 10];
    private int from;
    private int to;
    private long position;

    NestedInput(InputStream source) {
        this.source = source;
    }

    long position() {
        return position;
    }

    /** Returns the next bytes, fewer at the end, and stays in front of them; at most as many as the buffer holds. */
    byte[] peek(int length) throws IOException {
        if (to - from < length) {
            fill();
        }
        return Arrays.copyOfRange(buffer, from, Math.min(from + length, to));
    }

    /** Whether these four bytes come next, the low one first. */
    boolean startsWith(long signature) throws IOException {
        byte[] next = peek(4);
        long value = 0;
        for (int i = next.length - 1; i >= 0; i--) {
            value = value << 8 | (next[i] & 0xff);
        }
        return next.length == 4 && value == signature;
    }

    /** Returns the next bytes, which have to be there. */
    byte[] take(int length) throws IOException {
        byte[] taken = new byte[length];
        for (int count = 0; count < length; ) {
            int read = read(taken, count, length - count);
            Polyglot.require(read > 0);
            count += read;
        }
        return taken;
    }

    int read(byte[] target, int offset, int length) throws IOException {
        if (from == to) {
            fill();
        }
        int count = Math.min(length, to - from);
        System.arraycopy(buffer, from, target, offset, count);
        advance(count);
        return count;
    }

    /** Unpacks some of the next bytes; returns 0 only where the packed ones end. */
    int inflate(Inflater inflater, byte[] target, int offset, int length) throws IOException {
        try {
            while (!inflater.finished()) {
                if (from == to) {
                    fill();
                }
                inflater.setInput(buffer, from, to - from);
                int count = inflater.inflate(target, offset, length);
                int used = to - from - inflater.getRemaining();
                advance(used);
                if (count > 0) {
                    return count;
                }
                Polyglot.require(inflater.finished() || (used > 0 && !inflater.needsDictionary()));
            }
            return 0;
        } catch (DataFormatException damaged) {
            throw Polyglot.malformed();
        }
    }

    boolean atEnd() throws IOException {
        return peek(1).length == 0;
    }

    private void advance(int count) {
        from += count;
        position += count;
    }

    private void fill() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        to += source.readNBytes(buffer, to, buffer.length - to);
    }
}
