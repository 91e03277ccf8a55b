package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ContentReader;
import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** An entry as the central directory tells it (APPNOTE, 4.3.12). */
final class ZipCentral {

    static final long SIGNATURE = 0x02014b50;
    private static final int FIXED = 46;
    private static final int MAX_NAME = 512;

    private ZipCentral() {}

    /** Returns how long the record is that starts there. */
    static long length(ContentReader content, long at) throws IOException {
        return (long) FIXED + content.u16le(at + 28) + content.u16le(at + 30) + content.u16le(at + 32);
    }

    static ZipEntry read(ContentReader content, long at, long directoryEnd) throws IOException {
        ZipArchive.unambiguous(at + FIXED <= directoryEnd && content.u32le(at) == SIGNATURE);
        int nameLength = content.u16le(at + 28);
        long extra = at + FIXED + nameLength;
        ZipArchive.unambiguous(at + length(content, at) <= directoryEnd && content.u16le(at + 34) == 0);
        int flags = content.u16le(at + 8);
        byte[] raw = rawName(content, at + FIXED, nameLength);
        String name = name(raw, flags);
        ZipPaths.check(name, content.u16le(at + 4) >> 8, content.u32le(at + 38));
        ZipExtra wide = ZipExtra.read(content, extra, content.u16le(at + 30));
        long size = wide.next(content.u32le(at + 24));
        long packed = wide.next(content.u32le(at + 20));
        long header = wide.next(content.u32le(at + 42));
        wide.requireEnd();
        ZipArchive.unambiguous(size >= 0 && packed >= 0 && header >= 0);
        return new ZipEntry(name, raw, flags, content.u16le(at + 10), content.u32le(at + 16), packed, size, header);
    }

    static byte[] rawName(ContentReader content, long at, int length) throws IOException {
        if (length == 0 || length > MAX_NAME) {
            throw new UploadRefusedException(UploadReason.ARCHIVE_PATH);
        }
        byte[] raw = new byte[length];
        content.read(at, raw, 0, length);
        return raw;
    }

    static String name(byte[] raw, int flags) {
        return new String(raw, (flags & 0x800) != 0 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }
}
