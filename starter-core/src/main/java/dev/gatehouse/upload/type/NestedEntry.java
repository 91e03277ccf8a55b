package dev.gatehouse.upload.type;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Inflater;

/**
 * Unpacks an entry of an archive that comes as a stream, and measures it. Whether that is what its header says is seen at
 * its end.
 */
final class NestedEntry extends InputStream {

    private static final int LONGEST_DESCRIPTOR = 24;

    private final NestedInput input;
    private final ZipEntry header;
    private final ArchiveMeter meter;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 sum = new CRC32();
    private final long start;
    private long size;

    NestedEntry(NestedInput input, ZipEntry header, ArchiveMeter meter) {
        this.input = input;
        this.header = header;
        this.meter = meter;
        this.start = input.position();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = header.method() == ZipEntry.STORED
                ? copy(target, offset, length)
                : input.inflate(inflater, target, offset, length);
        if (count == 0) {
            return -1;
        }
        meter.add(count);
        sum.update(target, offset, count);
        size += count;
        return count;
    }

    private int copy(byte[] target, int offset, int length) throws IOException {
        int wanted = (int) Math.min(length, header.size() - size);
        if (wanted == 0) {
            return 0;
        }
        int count = input.read(target, offset, wanted);
        Polyglot.require(count > 0);
        return count;
    }

    /** Returns what it was, to be called when all of it was read. */
    ZipEntry end() throws IOException {
        long packed = input.position() - start;
        ZipEntry measured = new ZipEntry(
                header.name(),
                header.rawName(),
                header.flags(),
                header.method(),
                sum.getValue(),
                packed,
                size,
                header.header());
        boolean unknown = header.hasDescriptor() && header.size() <= 0 && header.packed() <= 0 && header.sum() == 0;
        ZipArchive.unambiguous(unknown || measured.measuresLike(header));
        if (header.hasDescriptor()) {
            passDescriptor(measured);
        }
        return measured;
    }

    /** A descriptor has 12 or 20 bytes, and 4 more with its optional signature; an empty entry may have none. */
    private void passDescriptor(ZipEntry entry) throws IOException {
        if (entry.size() == 0 && entry.method() == ZipEntry.STORED && isRecord(input.peek(4), 0)) {
            return;
        }
        byte[] next = input.peek(LONGEST_DESCRIPTOR + 4);
        for (boolean wide : new boolean[] {false, true}) {
            for (boolean signed : new boolean[] {true, false}) {
                byte[] descriptor = descriptor(entry, wide, signed);
                if (isRecord(next, descriptor.length)
                        && ByteBuffer.wrap(next, 0, descriptor.length).equals(ByteBuffer.wrap(descriptor))) {
                    input.take(descriptor.length);
                    return;
                }
            }
        }
        ZipArchive.unambiguous(false);
    }

    private static byte[] descriptor(ZipEntry entry, boolean wide, boolean signed) {
        ByteBuffer bytes =
                ByteBuffer.allocate((signed ? 4 : 0) + (wide ? 20 : 12)).order(ByteOrder.LITTLE_ENDIAN);
        if (signed) {
            bytes.putInt(0x08074b50);
        }
        bytes.putInt((int) entry.sum());
        if (wide) {
            bytes.putLong(entry.packed()).putLong(entry.size());
        } else {
            bytes.putInt((int) entry.packed()).putInt((int) entry.size());
        }
        return bytes.array();
    }

    /** Whether another entry or the directory starts there. */
    private static boolean isRecord(byte[] bytes, int at) {
        return bytes.length >= at + 4
                && bytes[at] == 'P'
                && bytes[at + 1] == 'K'
                && ((bytes[at + 2] == 1 && bytes[at + 3] == 2) || (bytes[at + 2] == 3 && bytes[at + 3] == 4));
    }

    @Override
    public void close() {
        inflater.end();
    }
}
