package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ArchiveBudget;
import dev.gatehouse.upload.content.ContentReader;
import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An archive (APPNOTE 6.3.10) that every reader reads alike: the central directory ends where the end record starts, the
 * entries stand one behind the other from the first byte to the central directory, each local header says what the
 * central one says, and no name comes twice or leads elsewhere.
 */
final class ZipArchive {

    static final long LOCAL = 0x04034b50;
    static final long LOCATOR_64 = 0x07064b50;
    static final long END_64 = 0x06064b50;
    static final long MAX_32 = 0xffffffffL;

    private final ContentReader content;
    private final ArchiveBudget budget;
    private final List<ZipEntry> entries = new ArrayList<>();
    private final ZipNames names = new ZipNames();
    private long directoryStart;

    private ZipArchive(ContentReader content, ArchiveBudget budget) {
        this.content = content;
        this.budget = budget;
    }

    static boolean startsLikeOne(ContentReader content) throws IOException {
        return content.size() >= 4 && content.u32le(0) == LOCAL;
    }

    static ZipArchive read(ContentReader content, ArchiveBudget budget) throws IOException {
        ZipArchive archive = new ZipArchive(content, budget);
        archive.readDirectory(endRecord(content));
        archive.checkLayout();
        return archive;
    }

    List<ZipEntry> entries() {
        return entries;
    }

    @Nullable
    ZipEntry entry(String name) {
        for (ZipEntry entry : entries) {
            if (entry.name().equalsIgnoreCase(name)) {
                return entry;
            }
        }
        return null;
    }

    /** Where the bytes of an entry start. */
    long dataOf(ZipEntry entry) throws IOException {
        return entry.header() + 30 + content.u16le(entry.header() + 26) + content.u16le(entry.header() + 28);
    }

    ContentReader content() {
        return content;
    }

    private static long endRecord(ContentReader content) throws IOException {
        long end = ZipEnd.isLast(content) ? content.size() - ZipEnd.LENGTH : ZipEnd.findAnywhere(content);
        if (end < 0) {
            throw new UploadRefusedException(UploadReason.CONTENT_TRUNCATED);
        }
        if (end + ZipEnd.LENGTH < content.size()) {
            throw new UploadRefusedException(UploadReason.TRAILING_DATA);
        }
        return end;
    }

    private void readDirectory(long end) throws IOException {
        long count = content.u16le(end + 10);
        long size = content.u32le(end + 12);
        long offset = content.u32le(end + 16);
        unambiguous(content.u16le(end + 4) == 0 && content.u16le(end + 6) == 0 && content.u16le(end + 8) == count);
        long directoryEnd = end;
        if (end >= 20 && content.u32le(end - 20) == LOCATOR_64) {
            long end64 = content.i64le(end - 12);
            unambiguous(end64 >= 0 && end64 <= end - 76 && content.u32le(end64) == END_64);
            unambiguous(content.i64le(end64 + 4) == end - 20 - end64 - 12);
            count = agreed(content.i64le(end64 + 32), count, 0xffff);
            size = agreed(content.i64le(end64 + 40), size, MAX_32);
            offset = agreed(content.i64le(end64 + 48), offset, MAX_32);
            directoryEnd = end64;
        }
        unambiguous(offset >= 0 && size >= 0 && offset <= directoryEnd && size == directoryEnd - offset);
        if (count > budget.maxEntries() || count < 0) {
            throw new UploadRefusedException(UploadReason.ARCHIVE_TOO_MANY_ENTRIES);
        }
        long position = offset;
        for (long i = 0; i < count; i++) {
            position = readEntry(position, directoryEnd);
        }
        unambiguous(position == directoryEnd && count > 0);
        directoryStart = offset;
    }

    private static long agreed(long wide, long narrow, long none) {
        unambiguous(narrow == none || narrow == wide);
        return wide;
    }

    private long readEntry(long at, long directoryEnd) throws IOException {
        ZipEntry entry = ZipCentral.read(content, at, directoryEnd);
        names.add(entry.name());
        entries.add(entry);
        return at + ZipCentral.length(content, at);
    }

    private void checkLayout() throws IOException {
        entries.sort((a, b) -> Long.compare(a.header(), b.header()));
        long position = 0;
        for (int i = 0; i < entries.size(); i++) {
            ZipEntry entry = entries.get(i);
            unambiguous(entry.header() == position && position + 30 <= directoryStart);
            checkHeader(entry);
            position = dataOf(entry) + entry.packed();
            unambiguous(position >= 0 && position <= directoryStart);
            long next = i + 1 < entries.size() ? entries.get(i + 1).header() : directoryStart;
            position = behindDescriptor(entry, position, next);
        }
        unambiguous(position == directoryStart);
    }

    private void checkHeader(ZipEntry entry) throws IOException {
        long at = entry.header();
        unambiguous(content.u32le(at) == LOCAL);
        unambiguous(content.u16le(at + 6) == entry.flags() && content.u16le(at + 8) == entry.method());
        unambiguous(content.u16le(at + 26) == entry.rawName().length && content.startsWith(at + 30, entry.rawName()));
        requireReadable(entry);
        unambiguous(entry.method() == ZipEntry.DEFLATED || entry.packed() == entry.size());
        unambiguous(entry.method() == ZipEntry.DEFLATED || !entry.hasDescriptor() || entry.size() == 0);
        ZipExtra wide = ZipExtra.read(content, at + 30 + entry.rawName().length, content.u16le(at + 28));
        long size = wide.next(content.u32le(at + 22));
        long packed = wide.next(content.u32le(at + 18));
        long sum = content.u32le(at + 14);
        boolean later = entry.hasDescriptor() && size <= 0 && packed <= 0 && sum == 0;
        unambiguous(later || (size == entry.size() && packed == entry.packed() && sum == entry.sum()));
    }

    static void requireReadable(ZipEntry entry) {
        if (entry.isEncrypted()) {
            throw new UploadRefusedException(UploadReason.ENCRYPTED);
        }
        Polyglot.require(entry.method() == ZipEntry.STORED || entry.method() == ZipEntry.DEFLATED);
    }

    /** A descriptor has 12 or 20 bytes, and 4 more with its optional signature. */
    private long behindDescriptor(ZipEntry entry, long from, long next) throws IOException {
        if (!entry.hasDescriptor()) {
            return from;
        }
        long length = next - from;
        boolean signed = length == 16 || length == 24;
        boolean wide = length >= 20;
        if (length == 0 && entry.size() == 0 && entry.method() == ZipEntry.STORED) {
            return from;
        }
        unambiguous(signed || length == 12 || length == 20);
        long at = signed ? from + 4 : from;
        unambiguous(!signed || content.u32le(from) == 0x08074b50L);
        long packed = wide ? content.i64le(at + 4) : content.u32le(at + 4);
        long size = wide ? content.i64le(at + 12) : content.u32le(at + 8);
        unambiguous(content.u32le(at) == entry.sum() && packed == entry.packed() && size == entry.size());
        return next;
    }

    static void unambiguous(boolean holds) {
        if (!holds) {
            throw new UploadRefusedException(UploadReason.ARCHIVE_AMBIGUOUS);
        }
    }
}
