package dev.gatehouse.upload.type;

import static dev.gatehouse.upload.type.Polyglot.require;

import dev.gatehouse.upload.content.ContentReader;
import dev.gatehouse.upload.content.ContentRules;
import java.io.IOException;
import java.util.zip.CRC32;

/** PNG (ISO/IEC 15948): all chunks with their checksums, from IHDR to IEND, which is the end. */
final class PngCheck {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final long IHDR = 0x49484452;
    private static final long IDAT = 0x49444154;
    private static final long IEND = 0x49454e44;
    private static final long ACTL = 0x6163544c;
    private static final long FCTL = 0x6663544c;
    private static final int FCTL_LENGTH = 26;
    private static final long MAX_LENGTH = Integer.MAX_VALUE;

    private PngCheck() {}

    static void check(ContentReader content, ContentRules rules) throws IOException {
        if (!content.startsWith(0, SIGNATURE)) {
            throw Polyglot.mismatch();
        }
        checkHeader(content, rules.maxPixels());
        Polyglot.requireOnlyAnImage(content);
        AnimationMeter animation = new AnimationMeter(rules);
        boolean hasData = false;
        long position = SIGNATURE.length;
        long type;
        do {
            long length = content.u32be(position);
            type = content.u32be(position + 4);
            require(length <= MAX_LENGTH && isName(type));
            require(type == IHDR ? position == SIGNATURE.length : position > SIGNATURE.length);
            hasData |= type == IDAT && length > 0;
            if (type == ACTL && length >= 8 && content.u32be(position + 8) > rules.maxFrames()) {
                throw Polyglot.tooManyFrames();
            }
            if (type == FCTL) {
                require(length == FCTL_LENGTH);
                animation.add(content.u32be(position + 12), content.u32be(position + 16));
            }
            checkSum(content, position + 4, length + 4);
            position += length + 12;
        } while (type != IEND);
        require(hasData);
        Polyglot.requireEnd(content, position, rules.trailingData());
    }

    private static void checkHeader(ContentReader content, long maxPixels) throws IOException {
        require(content.u32be(8) == 13 && content.u32be(12) == IHDR);
        long width = content.u32be(16);
        long height = content.u32be(20);
        require(width <= MAX_LENGTH && height <= MAX_LENGTH);
        Polyglot.requirePixels(width, height, maxPixels);
        require(isDepth(content.u8(24), content.u8(25)));
        require(content.u8(26) == 0 && content.u8(27) == 0 && content.u8(28) <= 1);
    }

    /** Bit depths by colour type, table 11.1. */
    private static boolean isDepth(int depth, int colour) {
        return switch (colour) {
            case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
            case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
            case 2, 4, 6 -> depth == 8 || depth == 16;
            default -> false;
        };
    }

    private static boolean isName(long type) {
        for (int shift = 0; shift < 32; shift += 8) {
            long c = (type >> shift & 0xff) | 0x20;
            if (c < 'a' || c > 'z') {
                return false;
            }
        }
        return true;
    }

    private static void checkSum(ContentReader content, long from, long length) throws IOException {
        long stated = content.u32be(from + length);
        CRC32 sum = new CRC32();
        content.forEach(from, from + length, sum::update);
        require(sum.getValue() == stated);
    }
}
