package dev.gatehouse.upload.type;

/**
 * Tells code from text in Markdown (CommonMark 0.31, 4.5 and 6.1): fences of three or more backticks or tildes at the
 * start of a line, and backticks around code within a line.
 */
final class MarkdownCode {

    private boolean atStart = true;
    private int indent;
    private int run;
    private int runOf;
    private boolean runAtStart;
    private int fence;
    private int fenceOf;
    private boolean skipLine;
    private int ticks;

    /** Takes the next letter; returns whether it is part of code or of its marks. */
    boolean isCode(int c) {
        if (run > 0 && c != runOf) {
            endRun(c);
        }
        if (c == '`' || (c == '~' && (atStart || run > 0))) {
            if (run == 0) {
                runOf = c;
                runAtStart = atStart;
            }
            run++;
            atStart = false;
            return true;
        }
        boolean code = fence > 0 || ticks > 0 || skipLine;
        if (c == '\n' || c == '\r') {
            atStart = true;
            indent = 0;
            ticks = 0;
            skipLine = false;
        } else if (c != ' ' || ++indent > 3) {
            atStart = false;
        }
        return code;
    }

    private void endRun(int next) {
        if (fence > 0) {
            if (runAtStart && runOf == fenceOf && run >= fence && (next == '\n' || next == '\r' || next == ' ')) {
                fence = 0;
            }
        } else if (runAtStart && run >= 3) {
            fence = run;
            fenceOf = runOf;
            skipLine = true;
        } else if (runOf == '`') {
            ticks = ticks == 0 ? run : ticks == run ? 0 : ticks;
        }
        run = 0;
    }
}
