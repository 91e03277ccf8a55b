package dev.gatehouse.upload.type;

import java.nio.charset.StandardCharsets;

/** Finds one short text in a stream, also where each of its letters takes two bytes (UTF-16), since zeros are passed over. */
final class PartScan {

    private final byte[] wanted;
    private final int[] fallback;
    private int matched;
    private boolean found;

    PartScan(String wanted) {
        this.wanted = wanted.getBytes(StandardCharsets.ISO_8859_1);
        this.fallback = new int[this.wanted.length];
        for (int i = 1, k = 0; i < fallback.length; i++) {
            while (k > 0 && this.wanted[i] != this.wanted[k]) {
                k = fallback[k - 1];
            }
            if (this.wanted[i] == this.wanted[k]) {
                k++;
            }
            fallback[i] = k;
        }
    }

    void accept(byte[] bytes, int length) {
        for (int i = 0; i < length && !found; i++) {
            if (matched == 0) {
                i = ByteSearch.indexOf(bytes, i, length, wanted[0]);
                if (i == length) {
                    return;
                }
            }
            byte b = bytes[i];
            if (b != 0) {
                while (matched > 0 && b != wanted[matched]) {
                    matched = fallback[matched - 1];
                }
                if (b == wanted[matched]) {
                    matched++;
                }
                found = matched == wanted.length;
            }
        }
    }

    boolean found() {
        return found;
    }
}
