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
    private static final int LONGEST = 9;

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
            for (byte[] marker : MARKERS) {
                if (stands(marker, bytes, i, to)) {
                    throw new UploadRefusedException(reason);
                }
            }
            i = ByteSearch.indexOf(bytes, i + 1, to, '<');
        }
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
