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

    private JpegTrailer() {}

    static void check(ContentReader content, long from, long maxPixels) throws IOException {
        if (isSamsung(content, from)) {
            return;
        }
        long position = behindZeros(content, from);
        for (int images = 0; position < content.size() && content.startsWith(position, IMAGE); images++) {
            if (images == MAX_IMAGES) {
                throw Polyglot.tooManyFrames();
            }
            position = behindZeros(content, JpegCheck.endOfImage(content, position, maxPixels));
        }
        // The zeros belong to the length in front of "ftyp".
        boolean film = false;
        for (long start = position; !film && start >= Math.max(from, position - 3); start--) {
            film = content.startsWith(start + 4, FILM) && isFilm(content, start);
        }
        if (position < content.size() && !film) {
            throw new UploadRefusedException(UploadReason.TRAILING_DATA);
        }
    }

    private static boolean isSamsung(ContentReader content, long from) throws IOException {
        long size = content.size();
        if (size - from < 20 || !content.startsWith(size - 4, SAMSUNG_TAIL)) {
            return false;
        }
        long head = size - 8 - content.u32le(size - 8);
        return head >= from && content.startsWith(head, SAMSUNG_HEAD);
    }

    /** Boxes up to the end, each as long as it says. */
    private static boolean isFilm(ContentReader content, long from) throws IOException {
        long position = from;
        while (position < content.size()) {
            if (content.size() - position < 8) {
                return false;
            }
            long length = content.u32be(position);
            if (length == 1 && content.size() - position >= 16) {
                length = Long.reverseBytes(content.i64le(position + 8));
            } else if (length == 0) {
                length = content.size() - position;
            }
            if (length < 8 || length > content.size() - position) {
                return false;
            }
            position += length;
        }
        return true;
    }

    private static long behindZeros(ContentReader content, long from) throws IOException {
        long position = from;
        while (position < content.size() && content.u8(position) == 0) {
            position++;
        }
        return position;
    }
}
