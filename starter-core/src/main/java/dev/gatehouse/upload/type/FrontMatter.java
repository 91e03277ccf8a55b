package dev.gatehouse.upload.type;

/**
 * Tells where the front matter of a page is: between two lines of three hyphens, or of three plus signs, of which the first one
 * begins the page and may name a language. Many programs take it off before they read the Markdown behind it. Only a line that
 * ends it for all of them does so here: one that is indented may belong to a value.
 */
final class FrontMatter {

    private static final int MARKS = 3;
    private static final int BYTE_ORDER_MARK = 0xfeff;

    private boolean sought = true;
    private boolean open;
    private int mark;
    private int column;
    private int marks;
    private boolean onlyMarks = true;

    boolean isOpen() {
        return open;
    }

    void take(int c) {
        if (!sought && !open) {
            return;
        }
        boolean blank = c <= ' ' || c == BYTE_ORDER_MARK;
        if (c == '\n' || c == '\r') {
            endLine();
        } else if (!sought || column > 0 || !blank) {
            letter(c, blank);
        }
    }

    private void letter(int c, boolean blank) {
        if (sought && column == 0) {
            mark = c;
        }
        if (c == mark && marks == column) {
            marks++;
        } else {
            onlyMarks &= blank;
        }
        column++;
    }

    private void endLine() {
        boolean delimiter = marks == MARKS;
        if (open) {
            open = !(delimiter && onlyMarks);
        } else if (column > 0) {
            open = delimiter && (mark == '-' || mark == '+');
            sought = false;
        }
        column = 0;
        marks = 0;
        onlyMarks = true;
    }
}
