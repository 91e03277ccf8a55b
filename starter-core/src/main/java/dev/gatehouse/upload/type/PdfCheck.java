package dev.gatehouse.upload.type;

import static dev.gatehouse.upload.type.Polyglot.require;

import dev.gatehouse.upload.content.ContentReader;
import dev.gatehouse.upload.content.ContentRules;
import dev.gatehouse.upload.content.TrailingData;
import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * PDF (ISO 32000): the header at the start, the trailer at the end, a cross-reference where the trailer says, and no names
 * of active things, be they written plainly, escaped or in compressed object streams.
 */
final class PdfCheck {

    private static final byte[] HEADER = ascii("%PDF-");
    private static final byte[] EOF = ascii("%%EOF");
    private static final byte[] START = ascii("startxref");
    private static final byte[] TABLE = ascii("xref");
    private static final int TAIL = 2048;
    private static final int HEAD = 1024;
    private static final int TRAILER_WITHIN = 1024;

    private PdfCheck() {}

    static void check(ContentReader content, ContentRules rules) throws IOException {
        long start =
                skipBlanks(content, content.startsWith(0, new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}) ? 3 : 0);
        if (start > HEAD || !content.startsWith(start, HEADER)) {
            throw Polyglot.mismatch();
        }
        require(isDigit(content.u8(start + 5)) && content.u8(start + 6) == '.' && isDigit(content.u8(start + 7)));
        Polyglot.requireNoArchive(content);
        content.forEach(0, HEAD, new MarkerScan(UploadReason.POLYGLOT));
        checkTrailer(content, start, rules.trailingData());
        PdfNames.check(content, rules);
    }

    private static void checkTrailer(ContentReader content, long start, TrailingData rule) throws IOException {
        byte[] tail = new byte[(int) Math.min(TAIL, content.size())];
        long tailStart = content.size() - tail.length;
        content.read(tailStart, tail, 0, tail.length);
        int eof = lastIndexOf(tail, EOF, tail.length);
        if (eof < 0) {
            throw new UploadRefusedException(UploadReason.CONTENT_TRUNCATED);
        }
        long end = tailStart + eof + EOF.length;
        if (content.size() - end > TRAILER_WITHIN || skipBlanks(content, end) < content.size()) {
            Polyglot.requireEnd(content, end, rule);
            content.forEach(end, content.size(), new MarkerScan(UploadReason.POLYGLOT));
        }
        int startxref = lastIndexOf(tail, START, eof);
        require(startxref >= 0);
        long offset = number(content, tailStart + startxref + START.length);
        require(isCrossReference(content, offset) || isCrossReference(content, offset + start));
    }

    /** A table, or an object with a stream. */
    private static boolean isCrossReference(ContentReader content, long offset) throws IOException {
        if (offset < 0 || offset >= content.size()) {
            return false;
        }
        long position = skipBlanks(content, offset);
        return content.startsWith(position, TABLE) || (position < content.size() && isDigit(content.u8(position)));
    }

    private static long number(ContentReader content, long from) throws IOException {
        long position = skipBlanks(content, from);
        long value = 0;
        int digits = 0;
        while (position < content.size() && isDigit(content.u8(position))) {
            value = value * 10 + content.u8(position) - '0';
            position++;
            require(++digits <= 15);
        }
        return digits == 0 ? -1 : value;
    }

    private static long skipBlanks(ContentReader content, long from) throws IOException {
        long position = from;
        while (position < content.size() && isBlank(content.u8(position))) {
            position++;
        }
        return position;
    }

    static boolean isBlank(int c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static int lastIndexOf(byte[] bytes, byte[] wanted, int before) {
        for (int i = before - wanted.length; i >= 0; i--) {
            int k = 0;
            while (k < wanted.length && bytes[i + k] == wanted[k]) {
                k++;
            }
            if (k == wanted.length) {
                return i;
            }
        }
        return -1;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
