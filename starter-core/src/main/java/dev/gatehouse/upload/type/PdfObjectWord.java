package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ContentReader;

/**
 * Looks for the word {@code obj}, with which each object of a PDF starts (ISO 32000-1, 7.3.10): readers that repair a file
 * need nothing else of it.
 */
final class PdfObjectWord implements ContentReader.Sink {

    private static final String WORD = "obj";

    private int matched;
    private boolean behindLetter;
    private boolean found;

    @Override
    public void accept(byte[] bytes, int offset, int length) {
        int end = offset + length;
        for (int i = offset; i < end && !found; i++) {
            take(bytes[i]);
        }
    }

    private void take(int c) {
        if (matched == WORD.length() && !isLetter(c)) {
            found = true;
        } else if (matched < WORD.length() && c == WORD.charAt(matched) && !(matched == 0 && behindLetter)) {
            matched++;
        } else {
            matched = 0;
        }
        behindLetter = isLetter(c);
    }

    boolean isFound() {
        return found;
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
