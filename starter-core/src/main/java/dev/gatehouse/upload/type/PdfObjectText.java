package dev.gatehouse.upload.type;

/**
 * Tells what comes out of a stream from a picture. An object stream starts with numbers, or with words that readers take for
 * some, behind any blanks; and all of it is words.
 */
final class PdfObjectText {

    private static final int MOST_BLANKS = 4 << 10;
    private static final int START = 32;
    private static final int LONGEST_WORD = 4 << 10;

    private int blanks;
    private int started;
    private int word;
    private int numbers;
    private int spaces;

    /** Takes what comes next; returns false once it cannot be objects. */
    boolean goesOn(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            int c = bytes[i] & 0xff;
            boolean blank = PdfCheck.isBlank(c);
            if (started == 0 && blank) {
                if (++blanks > MOST_BLANKS) {
                    return false;
                }
            } else if (started < START) {
                started++;
                numbers += c >= '0' && c <= '9' ? 1 : 0;
                spaces += blank && c != 0 ? 1 : 0;
                if (!isText(c)) {
                    return false;
                }
            }
            word = blank ? 0 : word + 1;
            if (word > LONGEST_WORD) {
                return false;
            }
        }
        return true;
    }

    /** Whether it started with numbers and nothing else. */
    boolean startsWithNumbers() {
        return started == START && numbers + spaces == START && spaces > 0;
    }

    private static boolean isText(int c) {
        return (c >= ' ' && c < 0x7f) || (c != 0 && PdfCheck.isBlank(c));
    }
}
