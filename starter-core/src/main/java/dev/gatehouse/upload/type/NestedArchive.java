package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ContentRules;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** An archive in an archive, unpacked as it comes, so that memory does not grow with its depth or size. */
final class NestedArchive {

    private NestedArchive() {}

    static boolean startsLikeOne(byte[] head, int length) {
        return length >= 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
    }

    static void check(InputStream archive, ArchiveMeter meter, ContentRules rules, int depth) throws IOException {
        meter.requireDepth(depth);
        // What it unpacks with lies outside of the heap, and is freed by closing.
        try (ZipInputStream entries = new ZipInputStream(archive)) {
            java.util.zip.ZipEntry entry;
            while ((entry = entries.getNextEntry()) != null) {
                meter.addEntry();
                ZipPaths.check(entry.getName(), 0, 0);
                String name = entry.getName().toLowerCase(Locale.ROOT);
                drain(name, new Metered(entries, meter), meter, rules, depth);
            }
        } catch (ZipException | EOFException | IllegalArgumentException damaged) {
            throw Polyglot.malformed();
        }
    }

    private static void drain(String name, InputStream entry, ArchiveMeter meter, ContentRules rules, int depth)
            throws IOException {
        byte[] buffer = new byte[4 << 10];
        int count = entry.readNBytes(buffer, 0, OfficePart.HEAD);
        OfficePart part = OfficePart.of(name, buffer, count, rules);
        if (startsLikeOne(buffer, count)) {
            check(new HeadedStream(buffer, count, entry), meter, rules, depth + 1);
        }
        while (count >= 0) {
            part.accept(buffer, count);
            count = entry.read(buffer, 0, buffer.length);
        }
    }

    /** Counts what is read. */
    private static final class Metered extends InputStream {

        private final InputStream source;
        private final ArchiveMeter meter;

        Metered(InputStream source, ArchiveMeter meter) {
            this.source = source;
            this.meter = meter;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = source.read(target, offset, length);
            meter.add(Math.max(count, 0));
            return count;
        }
    }
}
