package dev.gatehouse.upload.type;

/**
 * Tells whether a key is followed by a dictionary or by a reference to one (ISO 32000-1, 7.3.7 and 7.3.10), with blanks and
 * comments wherever a reader takes them. A key inside of what may be a comment counts as well: nobody knows here where text
 * starts. So all that may be meant is followed at once, one bit for each.
 */
final class PdfDictionaryStart {

    private static final int VALUE = 1;
    private static final int LESS = 1 << 1;
    private static final int NUMBER = 1 << 2;
    private static final int BEHIND_NUMBER = 1 << 3;
    private static final int GENERATION = 1 << 4;
    private static final int BEHIND_GENERATION = 1 << 5;
    private static final int FOUND = 1 << 6;
    private static final int COMMENTS = 8;

    private int states;

    boolean isOpen() {
        return states != 0;
    }

    boolean isFound() {
        return (states & FOUND) != 0;
    }

    /** A key was ended by this byte. */
    void open(int c) {
        states |= behind(VALUE, c);
    }

    /** Takes the next byte. */
    void accept(int c) {
        boolean lineEnd = c == '\n' || c == '\r';
        int comments = states >>> COMMENTS;
        states = behind(states & (1 << COMMENTS) - 1, c) | (lineEnd ? comments : comments << COMMENTS);
    }

    private static int behind(int states, int c) {
        if (PdfCheck.isBlank(c)) {
            return behindToken(states);
        }
        return switch (c) {
            case '%' -> behindToken(states) << COMMENTS;
            case '<' -> ((states & VALUE) != 0 ? LESS : 0) | ((states & LESS) != 0 ? FOUND : 0);
            case 'R' -> (states & BEHIND_GENERATION) != 0 ? FOUND : 0;
            case '+', '-', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
                ((states & (VALUE | NUMBER)) != 0 ? NUMBER : 0)
                        | ((states & (BEHIND_NUMBER | GENERATION)) != 0 ? GENERATION : 0);
            default -> 0;
        };
    }

    private static int behindToken(int states) {
        return (states & VALUE)
                | ((states & (NUMBER | BEHIND_NUMBER)) != 0 ? BEHIND_NUMBER : 0)
                | ((states & (GENERATION | BEHIND_GENERATION)) != 0 ? BEHIND_GENERATION : 0);
    }
}
