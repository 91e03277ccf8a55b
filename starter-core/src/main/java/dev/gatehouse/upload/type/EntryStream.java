package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ContentReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks one entry. Counts what comes out, and at its end compares size and checksum with what the archive says, and
 * that nothing is left of the packed bytes.
 */
final class EntryStream extends InputStream {

    private final ContentReader content;
    private final ZipEntry entry;
    private final ArchiveMeter meter;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 sum = new CRC32();
    private final byte[] packed = new byte[8 << 10];
    private long position;
    private long left;
    private long size;
    private boolean ended;

    EntryStream(ZipArchive archive, ZipEntry entry, ArchiveMeter meter) throws IOException {
        this.content = archive.content();
        this.entry = entry;
        this.meter = meter;
        this.position = archive.dataOf(entry);
        this.left = entry.packed();
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
        if (ended) {
            return -1;
        }
        int count = entry.method() == ZipEntry.STORED ? copy(target, offset, length) : inflate(target, offset, length);
        if (count <= 0) {
            end();
            return -1;
        }
        meter.add(count);
        sum.update(target, offset, count);
        size += count;
        return count;
    }

    private int copy(byte[] target, int offset, int length) throws IOException {
        int count = content.read(position, target, offset, (int) Math.min(length, left));
        position += count;
        left -= count;
        return count;
    }

    private int inflate(byte[] target, int offset, int length) throws IOException {
        try {
            while (true) {
                int count = inflater.inflate(target, offset, length);
                if (count > 0 || inflater.finished()) {
                    return count;
                }
                Polyglot.require(!inflater.needsDictionary() && left > 0);
                int filled = content.read(position, packed, 0, (int) Math.min(packed.length, left));
                Polyglot.require(filled > 0);
                position += filled;
                left -= filled;
                inflater.setInput(packed, 0, filled);
            }
        } catch (DataFormatException damaged) {
            throw Polyglot.malformed();
        }
    }

    private void end() {
        ended = true;
        ZipArchive.unambiguous(left == 0 && (entry.method() == ZipEntry.STORED || inflater.getRemaining() == 0));
        Polyglot.require(size == entry.size() && sum.getValue() == entry.sum());
    }

    @Override
    public void close() {
        inflater.end();
    }
}
