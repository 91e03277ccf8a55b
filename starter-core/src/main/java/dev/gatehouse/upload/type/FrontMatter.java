package dev.gatehouse.upload.type;

/**
 * Tells where the front matter of a page is: between two lines of three hyphens, or of three plus signs, of which the first one
 * begins the file. Many programs take it off before they read the Markdown behind it.
 */
final class FrontMatter {

    private static final int MARKS = 3;
    private static final int BYTE_ORDER_MARK = 0xfeff;

    private int mark;
    private int marks;
    private boolean onlyMarks = true;
    private boolean firstLine = true;
    private boolean open;

    boolean isOpen() {
        return open;
    }

    void take(int c) {
        if (c == '\n' || c == '\r') {
            endLine();
        } else if (c > ' ' && c != BYTE_ORDER_MARK) {
            if (firstLine && marks == 0) {
                mark = c;
            }
            onlyMarks &= c == mark && (mark == '-' || mark == '+');
            marks++;
        }
    }

    private void endLine() {
        boolean fence = onlyMarks && marks == MARKS;
        open = firstLine ? fence : open && !fence;
        firstLine = false;
        onlyMarks = true;
        marks = 0;
    }
}
