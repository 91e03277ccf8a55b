package dev.gatehouse.upload.type;

import static dev.gatehouse.upload.type.Polyglot.require;

import dev.gatehouse.upload.content.ContentReader;
import dev.gatehouse.upload.content.ContentRules;
import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** GIF (89a): all blocks from the screen to the trailer, which is the end. */
final class GifCheck {

    private static final byte[] GIF87 = "GIF87a".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GIF89 = "GIF89a".getBytes(StandardCharsets.US_ASCII);
    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2c;
    private static final int TRAILER = 0x3b;

    private final ContentReader content;
    private final ContentRules rules;
    private final AnimationMeter animation;

    private GifCheck(ContentReader content, ContentRules rules) {
        this.content = content;
        this.rules = rules;
        this.animation = new AnimationMeter(rules);
    }

    static void check(ContentReader content, ContentRules rules) throws IOException {
        if (!content.startsWith(0, GIF89) && !content.startsWith(0, GIF87)) {
            throw Polyglot.mismatch();
        }
        Polyglot.requirePixels(content.u16le(6), content.u16le(8), rules.maxPixels());
        if (isScript(content)) {
            throw new UploadRefusedException(UploadReason.POLYGLOT);
        }
        long end = new GifCheck(content, rules).walk(13 + colourTable(content.u8(10)));
        Polyglot.requireOnlyAnImage(content);
        Polyglot.requireEnd(content, end, rules.trailingData());
    }

    /**
     * Whether {@code GIF89a} is a word of JavaScript: what follows, up to the blocks, is text, or hides the rest in a comment
     * or quotes. The size of nearly all images has a byte that is neither.
     */
    private static boolean isScript(ContentReader content) throws IOException {
        if (hides(content.u8(6)) && isText(content.u8(7))) {
            return true;
        }
        for (int i = 6; i < 13; i++) {
            int c = content.u8(i);
            if (!isText(c)) {
                return false;
            }
            if (i > 6 && hides(c)) {
                return true;
            }
        }
        return true;
    }

    private static boolean hides(int c) {
        return c == '/' || c == '"' || c == '\'' || c == '`';
    }

    private static boolean isText(int c) {
        return (c >= '\t' && c <= '\r') || (c >= ' ' && c != 0x7f);
    }

    private static int colourTable(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    private long walk(long from) throws IOException {
        long position = from;
        while (true) {
            switch (content.u8(position)) {
                case EXTENSION -> position = behindBlocks(position + 2);
                case IMAGE -> position = behindImage(position + 1);
                case TRAILER -> {
                    require(!animation.isEmpty());
                    return position + 1;
                }
                default -> throw Polyglot.malformed();
            }
        }
    }

    private long behindImage(long position) throws IOException {
        long width = content.u16le(position + 4);
        long height = content.u16le(position + 6);
        Polyglot.requirePixels(
                width + content.u16le(position), height + content.u16le(position + 2), rules.maxPixels());
        animation.add(width, height);
        long codeSize = position + 9 + colourTable(content.u8(position + 8));
        require(content.u8(codeSize) >= 1 && content.u8(codeSize) <= 11);
        require(content.u8(codeSize + 1) > 0);
        return behindBlocks(codeSize + 1);
    }

    private long behindBlocks(long from) throws IOException {
        long position = from;
        int length;
        while ((length = content.u8(position)) != 0) {
            position += length + 1;
        }
        return position + 1;
    }
}
