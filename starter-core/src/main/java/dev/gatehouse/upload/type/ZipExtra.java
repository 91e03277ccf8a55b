package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ContentReader;
import java.io.IOException;

/** The wide numbers of an entry (APPNOTE, 4.5.3), which stand there in the order of the narrow ones they replace. */
final class ZipExtra {

    private static final int ZIP64 = 0x0001;
    private static final int UNICODE_PATH = 0x7075;
    private static final long ABSENT = 0xffffffffL;
    private static final int DISK = 4;

    private final ContentReader content;
    private long position;
    private final long end;
    private boolean used;

    private ZipExtra(ContentReader content, long position, long end) {
        this.content = content;
        this.position = position;
        this.end = end;
    }

    static ZipExtra read(ContentReader content, long from, int length) throws IOException {
        ZipExtra none = new ZipExtra(content, 0, 0);
        ZipExtra found = none;
        long end = from + length;
        // Fewer than four bytes at the end are padding.
        for (long at = from; at + 4 <= end; ) {
            int id = content.u16le(at);
            long next = at + 4 + content.u16le(at + 2);
            ZipArchive.unambiguous(next <= end && id != UNICODE_PATH);
            if (id == ZIP64) {
                // Some readers take the first, some the last.
                ZipArchive.unambiguous(found == none);
                found = new ZipExtra(content, at + 4, next);
            }
            at = next;
        }
        return found;
    }

    /** Returns the narrow number, or the wide one if it stands for that. */
    long next(long narrow) throws IOException {
        if (narrow != ABSENT) {
            return narrow;
        }
        ZipArchive.unambiguous(position + 8 <= end);
        position += 8;
        used = true;
        return content.i64le(position - 8);
    }

    /** Refuses numbers behind those that were taken: some readers take others for the same narrow ones then. */
    void requireEnd() {
        ZipArchive.unambiguous(!used || position == end || position + DISK == end);
    }
}
