package dev.gatehouse.upload.type;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Finds one short text in a stream, in any case if that is wanted, also where each of its letters takes two bytes (UTF-16), since zeros are passed over. */
final class PartScan {

    private final byte[] wanted;
    private final boolean anyCase;
    private final int[] fallback;
    private int matched;
    private boolean found;

    private PartScan(String wanted, boolean anyCase) {
        this.wanted = wanted.getBytes(StandardCharsets.ISO_8859_1);
        this.anyCase = anyCase;
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

    static PartScan exactly(String wanted) {
        return new PartScan(wanted, false);
    }

    /** Takes a text that starts with no letter. */
    static PartScan inAnyCase(String wanted) {
        return new PartScan(wanted.toLowerCase(Locale.ROOT), true);
    }

    /** Returns the place behind the text, or the end of the bytes where it is not found. */
    int accept(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int i = offset;
        for (; i < end && !found; i++) {
            if (matched == 0) {
                i = ByteSearch.indexOf(bytes, i, end, wanted[0]);
                if (i == end) {
                    return end;
                }
            }
            int b = anyCase && bytes[i] >= 'A' && bytes[i] <= 'Z' ? bytes[i] | 0x20 : bytes[i];
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
        return i;
    }

    boolean found() {
        return found;
    }
}
