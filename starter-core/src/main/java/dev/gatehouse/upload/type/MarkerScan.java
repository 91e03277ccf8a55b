package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ContentReader;
import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Looks for pages and scripts in bytes that should be none: a server or a browser may run them wherever they stand. */
final class MarkerScan implements ContentReader.Sink {

    private static final List<byte[]> MARKERS =
            List.of(ascii("<?php"), ascii("<script"), ascii("<html"), ascii("<!doctype"), ascii("<iframe"));

    /** Short enough to stand in compressed data by chance, so what they open has to follow. */
    private static final List<byte[]> OPENINGS = List.of(ascii("<?="), ascii("<%@"), ascii("<svg"));

    /** Of files of ten million random bytes fewer than one in 10,000 have so many letters behind an opening, or a tag. */
    private static final int MOST_BY_CHANCE = 12;

    private static final int LONGEST = 4 + MOST_BY_CHANCE;

    private final UploadReason reason;
    private final byte[] carry = new byte[2 * LONGEST];
    private int carried;

    MarkerScan(UploadReason reason) {
        this.reason = reason;
    }

    @Override
    public void accept(byte[] bytes, int offset, int length) {
        int end = offset + length;
        if (carried > 0) {
            int borrowed = Math.min(LONGEST, length);
            System.arraycopy(bytes, offset, carry, carried, borrowed);
            scan(carry, 0, carried + borrowed);
        }
        scan(bytes, offset, end);
        carried = Math.min(LONGEST - 1, length);
        System.arraycopy(bytes, end - carried, carry, 0, carried);
    }

    private void scan(byte[] bytes, int from, int to) {
        int i = ByteSearch.indexOf(bytes, from, to, '<');
        while (i < to) {
            if (isMarker(bytes, i, to) || isOpening(bytes, i, to)) {
                throw new UploadRefusedException(reason);
            }
            i = ByteSearch.indexOf(bytes, i + 1, to, '<');
        }
    }

    private static boolean isMarker(byte[] bytes, int from, int to) {
        for (byte[] marker : MARKERS) {
            if (stands(marker, bytes, from, to)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOpening(byte[] bytes, int from, int to) {
        for (byte[] opening : OPENINGS) {
            if (stands(opening, bytes, from, to) && isTextBehind(bytes, from + opening.length, to)) {
                return true;
            }
        }
        return false;
    }

    /** Whether letters follow, enough of them or up to the end of a tag. */
    private static boolean isTextBehind(byte[] bytes, int from, int to) {
        int enough = from + MOST_BY_CHANCE;
        for (int i = from; i < Math.min(enough, to); i++) {
            int c = bytes[i];
            if (c == '>' && (bytes[i - 1] == '?' || bytes[i - 1] == '%')) {
                return true;
            }
            if (!isText(c)) {
                return false;
            }
        }
        return enough <= to;
    }

    private static boolean isText(int c) {
        return (c >= ' ' && c < 0x7f) || c == '\t' || c == '\n' || c == '\r';
    }

    private static boolean stands(byte[] marker, byte[] bytes, int from, int to) {
        if (to - from < marker.length) {
            return false;
        }
        for (int i = 1; i < marker.length; i++) {
            int b = bytes[from + i];
            if ((b >= 'A' && b <= 'Z' ? b | 0x20 : b) != marker[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
