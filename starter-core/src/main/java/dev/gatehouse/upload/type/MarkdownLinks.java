package dev.gatehouse.upload.type;

/**
 * Tells where in a line of Markdown a backtick may be part of something that binds as tightly as code does (CommonMark 0.31, 6;
 * GitHub's autolinks): a comment, an address, or the target, title or label of a link. Of links only plain ones are followed to
 * their ends.
 */
final class MarkdownLinks {

    private static final int NOTHING = ' ';

    private Place place = Place.TEXT;
    private int depth;
    private int quote;
    private int previous = NOTHING;
    private int letters;
    private boolean inAngle;
    private boolean inAddress;
    private boolean lost;

    private enum Place {
        TEXT,
        TARGET,
        BEHIND_TARGET,
        TITLE,
        BEHIND_TITLE,
        LABEL
    }

    /** Takes the next letter that is in no code. */
    void take(int c) {
        lost |= inAngle && previous == '<' && (c == '!' || c == '?');
        boolean space = c == ' ' || c == '\t';
        if (space || c == '>') {
            inAngle = false;
        }
        if (space || c == '<') {
            inAddress = false;
        }
        inAngle |= c == '<';
        inAddress |= (c == '/' && previous == ':') || (c == '.' && letters == 3);
        letters = (c | 0x20) == 'w' ? letters + 1 : 0;
        lost |= place != Place.TEXT && (c == '\\' || c == '<');
        if (!lost) {
            takeOfLink(c, space);
        }
        previous = c;
    }

    private void takeOfLink(int c, boolean space) {
        switch (place) {
            case TEXT -> start(c);
            case TARGET -> target(c, space);
            case BEHIND_TARGET -> {
                if (c == '"' || c == '\'') {
                    place = Place.TITLE;
                    quote = c;
                } else {
                    behind(c, space);
                }
            }
            case TITLE -> {
                // Another link may start here if this is none.
                lost = c == ']';
                place = c == quote ? Place.BEHIND_TITLE : Place.TITLE;
            }
            case BEHIND_TITLE -> behind(c, space);
            case LABEL -> {
                lost = c == '[';
                place = c == ']' ? Place.TEXT : Place.LABEL;
            }
        }
    }

    private void start(int c) {
        if (previous == ']' && c == '(') {
            place = Place.TARGET;
            depth = 1;
        } else if (previous == ']' && c == '[') {
            place = Place.LABEL;
        }
    }

    private void target(int c, boolean space) {
        if (space) {
            lost = depth > 1;
            place = Place.BEHIND_TARGET;
        } else if (c == '(') {
            depth++;
        } else if (c == ')') {
            depth--;
            place = depth == 0 ? Place.TEXT : Place.TARGET;
        } else {
            lost = c == ']';
        }
    }

    private void behind(int c, boolean space) {
        if (c == ')') {
            place = Place.TEXT;
        } else {
            lost = !space;
        }
    }

    /** Whether a backtick here may be no start of code. */
    boolean mayHold() {
        return lost || inAngle || inAddress || place != Place.TEXT;
    }

    /** Whether that is so up to the end of the paragraph. */
    boolean isLost() {
        return lost;
    }

    /** Code in between parts what stands around it. */
    void takeCode() {
        previous = NOTHING;
        letters = 0;
    }

    void endLine() {
        lost |= place != Place.TEXT;
        inAngle = false;
        inAddress = false;
        takeCode();
    }

    void endParagraph() {
        place = Place.TEXT;
        lost = false;
        endLine();
    }
}
