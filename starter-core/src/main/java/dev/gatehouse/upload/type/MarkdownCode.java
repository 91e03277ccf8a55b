package dev.gatehouse.upload.type;

import java.util.Set;

/**
 * Tells code from text in Markdown (CommonMark 0.31, 4.5, 4.6 and 6.1): fences of three or more backticks or tildes at the
 * start of a line, and backticks around code within a line. Where that depends on more than it looks at, all is text: within
 * HTML, from the first fence that is indented, for it may end with the list it stands in, that may head a table, or that may belong
 * to the definition of a link or to front matter, and between backticks up to the end
 * of a paragraph in which a line ends within them, or one of them may belong to a tag, a link or the cell of a table.
 */
final class MarkdownCode {

    enum Kind {
        /** Shown as it says. */
        TEXT,
        /** Code if the line goes on as it has begun, else text. */
        DOUBTFUL,
        CODE
    }

    /** HTML that does not end at the next blank line. */
    private static final Set<String> LONG_HTML = Set.of("pre", "script", "style", "textarea");

    private static final int LONGEST_NAME = 8;
    /** A run that no other is as long as. */
    private static final int UNCLOSED = Integer.MAX_VALUE;

    private final StringBuilder name = new StringBuilder(LONGEST_NAME);
    private final MarkdownLinks links = new MarkdownLinks();
    private final FrontMatter frontMatter = new FrontMatter();
    private boolean atStart = true;
    private boolean inPrefix = true;
    private boolean blank = true;
    private boolean afterReturn;
    private boolean escaped;
    private int indent;
    private boolean bullet;
    private boolean afterBullet;

    private int run;
    private int runOf;
    private boolean runAtStart;
    private boolean runIndented;

    private int fence;
    private int fenceOf;
    private boolean inInfo;
    private boolean closing;
    private int ticks;
    private boolean brokenOff;
    /** Up to the end of the paragraph. */
    private boolean onlyFences;

    private boolean bracket;
    private boolean suspected;
    private int openBrackets;
    private boolean afterBracket;
    private boolean definition;

    private boolean naming;
    private boolean html;
    private boolean allText;

    /** Takes the next letter; within a tag backticks mean nothing. */
    Kind take(int c, boolean inTag) {
        brokenOff = false;
        frontMatter.take(c);
        if (run > 0 && c != runOf) {
            endRun();
        }
        if (afterBullet && c > ' ') {
            endParagraph();
        }
        if (isMark(c)) {
            boolean goesOn = run > 0 || fence > 0 || ticks > 0;
            if (goesOn || !(inTag || startsNone())) {
                return mark(c);
            }
            onlyFences = true;
            // A fence would end the tag, or not.
            allText |= inTag && atStart;
        }
        Kind kind = kind();
        if (c == '\n' && afterReturn) {
            afterReturn = false;
            return kind;
        }
        afterReturn = c == '\r';
        if (c == '\n' || c == '\r') {
            endLine();
        } else {
            inLine(c);
        }
        return kind;
    }

    /** Whether a line has just ended before the code in it, which so was none. */
    boolean isBrokenOff() {
        return brokenOff;
    }

    /** Tells that the code that has just ended would be refused if it were text. */
    void suspect() {
        suspected |= bracket;
    }

    /** Whether such code may be none: behind a bracket, some readers take none if a backtick is left over. */
    boolean isSuspicious() {
        return suspected && (brokenOff || onlyFences);
    }

    private Kind kind() {
        if (ticks > 0 || inInfo) {
            return Kind.DOUBTFUL;
        }
        return fence > 0 ? Kind.CODE : Kind.TEXT;
    }

    private boolean isMark(int c) {
        if (html || allText) {
            return false;
        }
        boolean literal = escaped && run == 0 && ticks == 0 && fence == 0;
        return !literal && (c == '`' || (c == '~' && (atStart || run > 0)));
    }

    private boolean startsNone() {
        return !atStart && (onlyFences || links.mayHold());
    }

    private Kind mark(int c) {
        Kind kind = ticks > 0 || inInfo ? Kind.DOUBTFUL : Kind.CODE;
        if (run == 0) {
            runOf = c;
            runAtStart = atStart;
            runIndented = indent > 0;
        }
        run++;
        atStart = false;
        inPrefix = false;
        blank = false;
        bullet = false;
        afterBullet = false;
        escaped = false;
        closing = false;
        afterReturn = false;
        return kind;
    }

    private void endRun() {
        if (inInfo) {
            if (runOf == '`' && fenceOf == '`') {
                // No fence has a backtick behind it.
                ticks = onlyFences ? UNCLOSED : run == fence ? 0 : fence;
                fence = 0;
                inInfo = false;
            }
        } else if (fence > 0) {
            closing = runAtStart && runOf == fenceOf && run >= fence;
        } else if (runAtStart && run >= 3) {
            allText = runIndented || definition || openBrackets > 0 || frontMatter.isOpen();
            fence = allText ? 0 : run;
            fenceOf = runOf;
            inInfo = !allText;
        } else if (ticks > 0) {
            ticks = ticks == run ? 0 : ticks;
        } else if (runOf == '`' && !onlyFences) {
            ticks = run;
        }
        links.takeCode();
        run = 0;
    }

    private void endLine() {
        brokenOff = ticks > 0;
        links.endLine();
        onlyFences |= brokenOff || links.isLost();
        ticks = 0;
        inInfo = false;
        if (closing) {
            fence = 0;
            closing = false;
        }
        if (naming) {
            endName();
        }
        if (blank) {
            html = false;
            endParagraph();
        }
        bullet = false;
        afterBullet = false;
        atStart = true;
        inPrefix = true;
        blank = true;
        escaped = false;
        indent = 0;
    }

    /** At a blank line, or where an item of a list starts that is not empty. */
    private void endParagraph() {
        onlyFences = false;
        bracket = false;
        suspected = false;
        openBrackets = 0;
        definition = false;
        links.endParagraph();
    }

    private void inLine(int c) {
        boolean space = c == ' ' || c == '\t';
        if (c == '|' && inInfo) {
            // For some readers the head of a table goes before a fence.
            allText = true;
            inInfo = false;
            fence = 0;
            ticks = UNCLOSED;
        } else if (c == '|' && ticks > 0 && !escaped) {
            // A cell of a table would end here.
            ticks = UNCLOSED;
        }
        if (ticks == 0 && fence == 0) {
            links.take(c);
            bracket(c);
        }
        afterBullet = space && (bullet || afterBullet);
        bullet = atStart && (c == '-' || c == '*' || c == '+');
        closing &= space;
        blank &= space;
        escaped = c == '\\' && !escaped;
        atStart &= c == ' ' && ++indent <= 3;
        if (fence > 0) {
            return;
        }
        if (naming) {
            name(c);
        }
        if (inPrefix && c == '<') {
            html = true;
            naming = true;
            name.setLength(0);
        }
        inPrefix &= space || (c >= '0' && c <= '9') || ">-*+.)".indexOf(c) >= 0;
    }

    /** Some readers take the whole definition of a link, or its label, before they look for a fence. */
    private void bracket(int c) {
        bracket |= c == '[';
        definition |= afterBracket && c == ':';
        afterBracket = c == ']' && !escaped;
        if (c == '[' && !escaped) {
            openBrackets++;
        } else if (afterBracket && openBrackets > 0) {
            openBrackets--;
        }
    }

    private void name(int c) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (letter && name.length() < LONGEST_NAME) {
            name.append((char) (c | 0x20));
        } else {
            allText |= name.length() == 0 && (c == '!' || c == '?');
            endName();
        }
    }

    private void endName() {
        allText |= LONG_HTML.contains(name.toString());
        naming = false;
    }
}
