package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ContentReader;
import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What follows the entries of an archive that comes as a stream: readers that start from the end find there what they
 * unpack, so it has to name exactly the entries that went by.
 */
final class NestedDirectory {

    private static final int FIXED = 46;

    private final NestedInput input;
    private final ContentReader content;
    private final Map<Long, ZipEntry> passed = new HashMap<>();
    private final ZipNames names = new ZipNames();

    NestedDirectory(NestedInput input, ContentReader content) {
        this.input = input;
        this.content = content;
    }

    void add(ZipEntry entry) {
        names.add(entry.name());
        passed.put(entry.header(), entry);
    }

    /** Reads it up to the end of the archive. */
    void check() throws IOException {
        int count = passed.size();
        long start = input.position();
        while (input.startsWith(ZipCentral.SIGNATURE)) {
            checkEntry();
        }
        ZipArchive.unambiguous(passed.isEmpty());
        checkEnd(count, start, input.position() - start);
    }

    private void checkEntry() throws IOException {
        byte[] fixed = input.take(FIXED);
        int length = (int) ZipCentral.length(content.over(fixed), 0);
        byte[] record = Arrays.copyOf(fixed, length);
        System.arraycopy(input.take(length - FIXED), 0, record, FIXED, length - FIXED);
        ZipEntry entry = ZipCentral.read(content.over(record), 0, length);
        ZipEntry local = passed.remove(entry.header());
        ZipArchive.unambiguous(local != null && local.isLike(entry));
    }

    private void checkEnd(long count, long start, long size) throws IOException {
        long end64 = input.position();
        boolean wide = input.startsWith(ZipArchive.END_64);
        if (wide) {
            ContentReader end = content.over(input.take(56));
            ZipArchive.unambiguous(end.i64le(4) == 44
                    && end.i64le(24) == count
                    && end.i64le(32) == count
                    && end.i64le(40) == size
                    && end.i64le(48) == start);
            ContentReader locator = content.over(input.take(20));
            ZipArchive.unambiguous(locator.u32le(0) == ZipArchive.LOCATOR_64 && locator.i64le(8) == end64);
        }
        ZipArchive.unambiguous(input.startsWith(ZipEnd.END));
        ContentReader end = content.over(input.take(ZipEnd.LENGTH));
        ZipArchive.unambiguous(end.u16le(4) == 0
                && end.u16le(6) == 0
                && agrees(end.u16le(8), count, wide, 0xffff)
                && agrees(end.u16le(10), count, wide, 0xffff)
                && agrees(end.u32le(12), size, wide, ZipArchive.MAX_32)
                && agrees(end.u32le(16), start, wide, ZipArchive.MAX_32));
        if (end.u16le(20) != 0 || !input.atEnd()) {
            throw new UploadRefusedException(UploadReason.TRAILING_DATA);
        }
    }

    private static boolean agrees(long narrow, long value, boolean wide, long none) {
        return narrow == value || (wide && narrow == none);
    }
}
