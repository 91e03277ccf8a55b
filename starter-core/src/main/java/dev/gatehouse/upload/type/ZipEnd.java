package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ContentReader;
import java.io.IOException;
import java.util.function.LongPredicate;

/** Finds the end record of an archive the way its readers do: from the end of the file. */
final class ZipEnd {

    static final int LENGTH = 22;
    static final long END = 0x06054b50;
    /** That of what says where a wide end record is, in front of the narrow one. */
    static final int LOCATOR_LENGTH = 20;

    private static final long CENTRAL = 0x02014b50;
    private static final int MAX_COMMENT = 0xffff;

    private ZipEnd() {}

    /** Whether the file ends with an end record that a reader would believe, which all find first: it has no comment. */
    static boolean isLast(ContentReader content) throws IOException {
        long place = content.size() - LENGTH;
        return place >= 0
                && content.u32le(place) == END
                && content.u16le(place + LENGTH - 2) == 0
                && isBelievable(content, place);
    }

    /** Returns the place of an end record that a reader would believe, whatever follows it, or -1. */
    static long findAnywhere(ContentReader content) throws IOException {
        return findAnywhere(content, place -> true);
    }

    /** As above, of those that count. */
    static long findAnywhere(ContentReader content, LongPredicate counts) throws IOException {
        byte[] tail = new byte[(int) Math.min(content.size(), LENGTH + MAX_COMMENT)];
        long start = content.size() - tail.length;
        content.read(start, tail, 0, tail.length);
        int last = tail.length - LENGTH;
        for (int i = ByteSearch.indexOf(tail, 0, tail.length, 'P');
                i <= last;
                i = ByteSearch.indexOf(tail, i + 1, tail.length, 'P')) {
            if (tail[i + 1] == 'K'
                    && tail[i + 2] == 5
                    && tail[i + 3] == 6
                    && counts.test(start + i)
                    && isBelievable(content, start + i)) {
                return start + i;
            }
        }
        return -1;
    }

    /**
     * Whether central entries, or nothing, stand where it says, counted from the start of the file or from its own, or a
     * wide end record says where. Readers count the entries themselves, so their number is not asked.
     */
    private static boolean isBelievable(ContentReader content, long end) throws IOException {
        long count = content.u16le(end + 10);
        long size = content.u32le(end + 12);
        long offset = content.u32le(end + 16);
        boolean empty = count == 0 && size == 0;
        boolean wide = count == 0xffff || size == ZipArchive.MAX_32 || offset == ZipArchive.MAX_32;
        return empty
                || wide
                || isCentral(content, end - size)
                || isCentral(content, offset)
                || (end >= LOCATOR_LENGTH && content.u32le(end - LOCATOR_LENGTH) == ZipArchive.LOCATOR_64);
    }

    private static boolean isCentral(ContentReader content, long position) throws IOException {
        return position >= 0 && position + 46 <= content.size() && content.u32le(position) == CENTRAL;
    }
}
