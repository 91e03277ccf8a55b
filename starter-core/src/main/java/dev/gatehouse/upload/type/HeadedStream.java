package dev.gatehouse.upload.type;

import java.io.IOException;
import java.io.InputStream;

/** A stream with the bytes in front that were read from it already. */
final class HeadedStream extends InputStream {

    private final byte[] head;
    private final int length;
    private final InputStream rest;
    private int position;

    HeadedStream(byte[] head, int length, InputStream rest) {
        this.head = head.clone();
        this.length = length;
        this.rest = rest;
    }

    @Override
    public int read() throws IOException {
        return position < length ? head[position++] & 0xff : rest.read();
    }

    @Override
    public int read(byte[] target, int offset, int wanted) throws IOException {
        if (position == length || wanted == 0) {
            return rest.read(target, offset, wanted);
        }
        int count = Math.min(wanted, length - position);
        System.arraycopy(head, position, target, offset, count);
        position += count;
        return count;
    }
}
