package dev.gatehouse.upload.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** Writes archives, right ones and wrong ones, byte by byte. */
final class Zip {

    private final List<Entry> entries = new ArrayList<>();
    byte[] prefix = {};
    byte[] beforeDirectory = {};
    byte[] comment = {};
    byte[] trailer = {};
    int countOff;
    boolean zip64End;
    boolean narrowEnd;
    int locatorOff;

    /** An entry, each of whose fields may lie. */
    static final class Entry {
        final String name;
        final byte[] data;

        @Nullable
        String localName;

        boolean stored;
        boolean descriptor;
        boolean unsignedDescriptor;
        int flags = 0x0800;
        int localFlags = -1;
        int method = -1;
        int madeBy = 20;
        long attributes;
        long size = -1;
        long packedSize = -1;
        long localSize = -1;
        long sum = -1;
        byte[] localExtra = {};
        byte[] centralExtra = {};
        byte[] gap = {};
        byte[] afterDeflate = {};
        boolean zip64Local;
        boolean wideOffset;
        byte[] behindWideOffset = {};

        Entry(String name, byte[] data) {
            this.name = name;
            this.data = data;
        }
    }

    Entry add(String name, byte[] data) {
        Entry entry = new Entry(name, data);
        entries.add(entry);
        return entry;
    }

    Entry add(String name, String text) {
        return add(name, Bytes.utf8(text));
    }

    Entry find(String name) {
        return entries.stream().filter(e -> e.name.equals(name)).findFirst().orElseThrow();
    }

    Zip remove(String name) {
        entries.removeIf(e -> e.name.equals(name));
        return this;
    }

    Zip first(String name) {
        Entry entry = find(name);
        entries.remove(entry);
        entries.add(0, entry);
        return this;
    }

    List<Entry> entries() {
        return entries;
    }

    byte[] build() {
        Bytes out = new Bytes().add(prefix);
        Bytes central = new Bytes();
        for (Entry e : entries) {
            out.add(e.gap);
            write(e, out, central);
        }
        out.add(beforeDirectory);
        int start = out.size();
        byte[] directory = central.get();
        out.add(directory);
        if (zip64End) {
            int end64 = out.size();
            out.le32(0x06064b50L).le64(44).le16(45).le16(45).le32(0).le32(0);
            out.le64(entries.size()).le64(entries.size()).le64(directory.length).le64(start);
            out.le32(0x07064b50L).le32(0).le64(end64 + locatorOff).le32(1);
        }
        boolean onlyWide = zip64End && !narrowEnd;
        int count = onlyWide ? 0xffff : entries.size() + countOff;
        out.le32(0x06054b50L).le16(0).le16(0).le16(count).le16(count);
        out.le32(onlyWide ? 0xffffffffL : directory.length).le32(onlyWide ? 0xffffffffL : start);
        return out.le16(comment.length).add(comment).add(trailer).get();
    }

    private static void write(Entry e, Bytes out, Bytes central) {
        byte[] packed = e.stored ? e.data : Bytes.join(deflate(e.data), e.afterDeflate);
        CRC32 crc = new CRC32();
        crc.update(e.data);
        long sum = e.sum >= 0 ? e.sum : crc.getValue();
        long size = e.size >= 0 ? e.size : e.data.length;
        long packedSize = e.packedSize >= 0 ? e.packedSize : packed.length;
        int flags = e.flags | (e.descriptor ? 8 : 0);
        int method = e.method >= 0 ? e.method : e.stored ? 0 : 8;
        byte[] name = Bytes.utf8(e.name);
        byte[] localName = e.localName == null ? name : Bytes.utf8(e.localName);
        int offset = out.size();
        byte[] localExtra = e.zip64Local
                ? new Bytes()
                        .le16(1)
                        .le16(16)
                        .le64(e.descriptor ? 0 : size)
                        .le64(e.descriptor ? 0 : packedSize)
                        .get()
                : e.localExtra;
        out.le32(0x04034b50L)
                .le16(20)
                .le16(e.localFlags >= 0 ? e.localFlags : flags)
                .le16(method)
                .le16(0)
                .le16(0x21);
        out.le32(e.descriptor ? 0 : sum);
        out.le32(e.zip64Local ? 0xffffffffL : e.descriptor ? 0 : packedSize);
        out.le32(e.zip64Local ? 0xffffffffL : e.descriptor ? 0 : e.localSize >= 0 ? e.localSize : size);
        out.le16(localName.length).le16(localExtra.length).add(localName, localExtra, packed);
        if (e.descriptor) {
            if (!e.unsignedDescriptor) {
                out.le32(0x08074b50L);
            }
            out.le32(sum);
            if (e.zip64Local) {
                out.le64(packedSize).le64(size);
            } else {
                out.le32(packedSize).le32(size);
            }
        }
        byte[] centralExtra = e.wideOffset
                ? new Bytes()
                        .add(e.centralExtra)
                        .le16(1)
                        .le16(8 + e.behindWideOffset.length)
                        .le64(offset)
                        .add(e.behindWideOffset)
                        .get()
                : e.centralExtra;
        central.le32(0x02014b50L)
                .le16(e.madeBy)
                .le16(20)
                .le16(flags)
                .le16(method)
                .le16(0)
                .le16(0x21);
        central.le32(sum)
                .le32(packedSize)
                .le32(size)
                .le16(name.length)
                .le16(centralExtra.length)
                .le16(0);
        central.le16(0).le16(0).le32(e.attributes);
        central.le32(e.wideOffset ? 0xffffffffL : offset).add(name, centralExtra);
    }

    static byte[] deflate(byte[] data) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(data);
        deflater.finish();
        Bytes out = new Bytes();
        byte[] buffer = new byte[8192];
        while (!deflater.finished()) {
            int count = deflater.deflate(buffer);
            out.add(Bytes.cut(buffer, count));
        }
        deflater.end();
        return out.get();
    }
}
