package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ContentReader;
import dev.gatehouse.upload.content.ContentRules;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An archive in an archive, unpacked as it comes, so that memory does not grow with its depth or size. Like the outer one it
 * has to be read alike from its start and from its end.
 */
final class NestedArchive {

    private static final int FIXED = 30;

    private final NestedInput input;
    private final ArchiveMeter meter;
    private final ContentRules rules;
    private final int depth;
    private final byte[] buffer = new byte[4 << 10];
    private @Nullable ContentTypes types;

    private NestedArchive(NestedInput input, ArchiveMeter meter, ContentRules rules, int depth) {
        this.input = input;
        this.meter = meter;
        this.rules = rules;
        this.depth = depth;
    }

    static boolean startsLikeOne(byte[] head, int length) {
        return length >= 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
    }

    static void check(InputStream archive, ArchiveMeter meter, ContentRules rules, int depth) throws IOException {
        meter.requireDepth(depth);
        new NestedArchive(new NestedInput(archive), meter, rules, depth).check();
    }

    private void check() throws IOException {
        NestedDirectory directory = new NestedDirectory(input, meter.content());
        while (input.startsWith(ZipArchive.LOCAL)) {
            meter.addEntry();
            ZipEntry header = readHeader();
            // What it unpacks with lies outside of the heap, and is freed by closing.
            try (NestedEntry entry = new NestedEntry(input, header, meter)) {
                drain(header.name().toLowerCase(Locale.ROOT), entry);
                directory.add(entry.end());
            }
        }
        directory.check();
    }

    private ZipEntry readHeader() throws IOException {
        long at = input.position();
        byte[] fixed = input.take(FIXED);
        ContentReader lengths = meter.content().over(fixed);
        int nameLength = lengths.u16le(26);
        int extraLength = lengths.u16le(28);
        byte[] all = Arrays.copyOf(fixed, FIXED + nameLength + extraLength);
        System.arraycopy(input.take(nameLength + extraLength), 0, all, FIXED, nameLength + extraLength);
        return readHeader(meter.content().over(all), at, nameLength, extraLength);
    }

    private static ZipEntry readHeader(ContentReader header, long at, int nameLength, int extraLength)
            throws IOException {
        int flags = header.u16le(6);
        byte[] raw = ZipCentral.rawName(header, FIXED, nameLength);
        String name = ZipCentral.name(raw, flags);
        ZipPaths.check(name, 0, 0);
        ZipExtra wide = ZipExtra.read(header, FIXED + nameLength, extraLength);
        long size = wide.next(header.u32le(22));
        long packed = wide.next(header.u32le(18));
        ZipEntry entry = new ZipEntry(name, raw, flags, header.u16le(8), header.u32le(14), packed, size, at);
        ZipArchive.requireReadable(entry);
        ZipArchive.unambiguous(size >= 0 && packed >= 0);
        ZipArchive.unambiguous(
                entry.method() == ZipEntry.DEFLATED || (packed == size && (!entry.hasDescriptor() || size == 0)));
        return entry;
    }

    private void drain(String name, InputStream entry) throws IOException {
        if (name.equalsIgnoreCase(ContentTypes.PART)) {
            types = ContentTypes.read(entry);
            types.check(rules);
        } else if (name.endsWith(".rels")) {
            // Office programs write the types first, or no chunks.
            Relationships.check(entry, rules, name, types);
        }
        OfficePart.drain(entry, name, buffer, meter, rules, depth + 1);
    }
}
