package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ContentReader;
import dev.gatehouse.upload.content.ContentRules;
import dev.gatehouse.upload.content.TrailingData;
import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import java.io.IOException;

/** JPEG (ITU-T T.81): all segments and scans from SOI to EOI; what may follow is a rule. */
final class JpegCheck {

    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    /** A file of so many scans exists to keep decoders busy. */
    private static final int MAX_SCANS = 500;
    /** The lengths that start a comment of a script: an image that is also JavaScript. */
    private static final int SCRIPT_LENGTH = 0x2f2a;

    private static final int SCRIPT_LINE_LENGTH = 0x2f2f;

    private final ContentReader content;
    private final long maxPixels;
    private boolean hasFrame;
    private int scans;

    private JpegCheck(ContentReader content, long maxPixels) {
        this.content = content;
        this.maxPixels = maxPixels;
    }

    static void check(ContentReader content, ContentRules rules) throws IOException {
        if (content.size() < 3 || content.u8(0) != 0xff || content.u8(1) != SOI || content.u8(2) != 0xff) {
            throw Polyglot.mismatch();
        }
        long end = endOfImage(content, 0, rules.maxPixels());
        Polyglot.requireOnlyAnImage(content);
        if (end < content.size() && rules.trailingData() == TrailingData.PHONES) {
            JpegTrailer.check(content, end, rules.maxPixels());
        } else {
            Polyglot.requireEnd(content, end, rules.trailingData());
        }
    }

    /** Walks one image and returns the place behind its EOI. */
    static long endOfImage(ContentReader content, long start, long maxPixels) throws IOException {
        return new JpegCheck(content, maxPixels).walk(start);
    }

    private long walk(long start) throws IOException {
        long position = start + 2;
        int length = content.size() - position >= 4 ? content.u16be(position + 2) : 0;
        if (length == SCRIPT_LENGTH || length == SCRIPT_LINE_LENGTH) {
            throw new UploadRefusedException(UploadReason.POLYGLOT);
        }
        while (true) {
            content.checkTime();
            require(content.u8(position) == 0xff);
            int marker = content.u8(position + 1);
            if (marker == 0xff) {
                position++;
            } else if (marker == EOI) {
                require(hasFrame && scans > 0);
                return position + 2;
            } else {
                position = behindSegment(position + 2, marker);
            }
        }
    }

    private long behindSegment(long position, int marker) throws IOException {
        require(marker >= 0xc0 && marker != SOI && (marker < 0xd0 || marker > 0xd7));
        int length = content.u16be(position);
        require(length >= 2);
        require(position + length <= content.size(), UploadReason.CONTENT_TRUNCATED);
        if (isFrame(marker)) {
            require(length >= 8 && !hasFrame);
            hasFrame = true;
            Polyglot.requirePixels(content.u16be(position + 5), content.u16be(position + 3), maxPixels);
        }
        if (marker != SOS) {
            return position + length;
        }
        require(hasFrame && ++scans <= MAX_SCANS);
        return behindScan(position + length);
    }

    private static boolean isFrame(int marker) {
        return marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    /** Goes to the next marker that is no restart and no stuffed byte. */
    private long behindScan(long from) throws IOException {
        NextMarker next = new NextMarker(from);
        long position = from;
        while (next.found < 0) {
            require(position < content.size(), UploadReason.CONTENT_TRUNCATED);
            long to = Math.min(content.size(), position + (16 << 10));
            content.forEach(position, to, next);
            position = to;
        }
        return next.found;
    }

    private static void require(boolean holds, UploadReason reason) {
        if (!holds) {
            throw new UploadRefusedException(reason);
        }
    }

    private static void require(boolean holds) {
        Polyglot.require(holds);
    }

    /** Takes coded data until a marker comes. */
    private static final class NextMarker implements ContentReader.Sink {

        private long position;
        private boolean afterFf;
        private long found = -1;

        NextMarker(long position) {
            this.position = position;
        }

        @Override
        public void accept(byte[] bytes, int offset, int length) {
            int end = offset + length;
            int i = offset;
            while (found < 0 && i < end) {
                if (!afterFf) {
                    i = ByteSearch.indexOf(bytes, i, end, 0xff) + 1;
                    afterFf = i <= end;
                } else {
                    int code = bytes[i] & 0xff;
                    if (code != 0xff) {
                        afterFf = false;
                        if (code != 0 && (code < 0xd0 || code > 0xd7)) {
                            found = position + (i - offset) - 1;
                        }
                    }
                    i++;
                }
            }
            position += length;
        }
    }
}
