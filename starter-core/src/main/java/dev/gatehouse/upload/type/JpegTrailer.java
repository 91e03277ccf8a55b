package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ContentReader;
import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What phones write behind a JPEG: zeros, further JPEGs (CIPA DC-007, gain maps, depth), a film in ISO base media format
 * (motion photos), and Samsung's trailer, which is found from the end.
 */
final class JpegTrailer {

    private static final byte[] FILM = "ftyp".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SAMSUNG_HEAD = "SEFH".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SAMSUNG_TAIL = "SEFT".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] IMAGE = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    private static final int MAX_IMAGES = 32;
    /** "SEFH", a version, and how many entries follow. */
    private static final int SAMSUNG_FIXED = 12;

    private static final int SAMSUNG_ENTRY = 12;
    private static final int MAX_BLOCKS = 1000;

    private JpegTrailer() {}

    static void check(ContentReader content, long from, long maxPixels) throws IOException {
        long end = samsungStart(content, from);
        long position = behindZeros(content, from, end);
        for (int images = 0; position < end && content.startsWith(position, IMAGE); images++) {
            if (images == MAX_IMAGES) {
                throw Polyglot.tooManyFrames();
            }
            position = behindZeros(content, JpegCheck.endOfImage(content, position, maxPixels), end);
        }
        // The zeros belong to the length in front of "ftyp".
        boolean film = false;
        for (long start = position; !film && start >= Math.max(from, position - 3); start--) {
            film = content.startsWith(start + 4, FILM) && isFilm(content, start, end);
        }
        if (position != end && !film) {
            throw new UploadRefusedException(UploadReason.TRAILING_DATA);
        }
    }

    /** The place of the first block of the trailer, or the end of the content where there is none. */
    private static long samsungStart(ContentReader content, long from) throws IOException {
        long size = content.size();
        if (size - from < 20 || !content.startsWith(size - 4, SAMSUNG_TAIL)) {
            return size;
        }
        long length = content.u32le(size - 8);
        long head = size - 8 - length;
        if (length < SAMSUNG_FIXED || head < from || !content.startsWith(head, SAMSUNG_HEAD)) {
            return size;
        }
        long entries = content.u32le(head + 8);
        boolean fits = entries > 0 && entries <= MAX_BLOCKS && entries * SAMSUNG_ENTRY <= length - SAMSUNG_FIXED;
        return fits ? firstBlock(content, head, (int) entries, from) : size;
    }

    /** Each entry says how far in front of the head its block starts, and how long it is. */
    private static long firstBlock(ContentReader content, long head, int entries, long from) throws IOException {
        long first = head;
        for (int i = 0; i < entries; i++) {
            long entry = head + SAMSUNG_FIXED + (long) i * SAMSUNG_ENTRY;
            long back = content.u32le(entry + 4);
            if (back > head - from || content.u32le(entry + 8) > back) {
                return content.size();
            }
            first = Math.min(first, head - back);
        }
        return first;
    }

    /** Boxes up to the end, each as long as it says. */
    private static boolean isFilm(ContentReader content, long from, long end) throws IOException {
        long position = from;
        while (position < end) {
            if (end - position < 8) {
                return false;
            }
            long length = content.u32be(position);
            if (length == 1 && end - position >= 16) {
                length = Long.reverseBytes(content.i64le(position + 8));
            } else if (length == 0) {
                length = end - position;
            }
            if (length < 8 || length > end - position) {
                return false;
            }
            position += length;
        }
        return true;
    }

    private static long behindZeros(ContentReader content, long from, long end) throws IOException {
        long position = from;
        while (position < end && content.u8(position) == 0) {
            position++;
        }
        return position;
    }
}
