package dev.gatehouse.upload.type;

/**
 * Finds {@code javascript:} where it is the start of a link: anywhere in a tag; in Markdown also behind what a link starts
 * with. In prose it is a word and a colon. Sees what a browser sees: character references are decoded, line ends and tabs
 * between the letters passed over, and in Markdown backslashes before punctuation and the marks of a quoted line.
 */
final class ScriptLink {

    private static final String SCHEME = "javascript:";
    /** The longest of the references by name that matter. */
    private static final int LONGEST_NAME = 7;

    private static final int LARGEST = 0x110000;

    private final boolean markdown;
    private final StringBuilder name = new StringBuilder(LONGEST_NAME);
    private Reference reference = Reference.NONE;
    private int value;
    private Lead lead = Lead.NONE;
    private int matched;
    private boolean inTag;
    private boolean escaped;
    private boolean lineStart;
    private boolean afterBracket;
    private boolean unlessBlank;
    private boolean found;

    ScriptLink(boolean markdown) {
        this.markdown = markdown;
        this.lineStart = markdown;
    }

    private enum Reference {
        NONE,
        STARTED,
        NAMED,
        NUMBER,
        DECIMAL,
        HEX
    }

    /** What stands in front of the scheme. */
    private enum Lead {
        NONE,
        /** A link ends at a blank. */
        LINK,
        /** A link in angle brackets may hold blanks. */
        ANGLE
    }

    void reset() {
        reference = Reference.NONE;
        lead = Lead.NONE;
        matched = 0;
        escaped = false;
        afterBracket = false;
        unlessBlank = false;
    }

    /** Takes the next letter and returns whether a link that runs has been seen. */
    boolean take(int c, boolean withinTag) {
        inTag = withinTag;
        if (unlessBlank) {
            unlessBlank = false;
            found = c > ' ';
        }
        if (!isQuoteMark(c) && !isReferenced(c)) {
            unescape(c);
        }
        return found;
    }

    /** What a line of Markdown may have in front: it is no part of the paragraph. */
    private boolean isQuoteMark(int c) {
        if (c == '\n' || c == '\r') {
            lineStart = markdown;
            return false;
        }
        lineStart &= c == ' ' || c == '\t' || c == '>';
        return lineStart && reference == Reference.NONE && !escaped;
    }

    private void unescape(int c) {
        if (escaped) {
            escaped = false;
            if (!isPunctuation(c)) {
                match('\\', false);
            }
            match(c, false);
        } else if (markdown && c == '\\') {
            escaped = true;
        } else {
            match(c, false);
        }
    }

    private static boolean isPunctuation(int c) {
        return c > ' ' && c < 0x7f && !isLetter(c) && !(c >= '0' && c <= '9');
    }

    /** Decodes a reference, with or without a semicolon behind a number; returns false for a letter that is no part of one. */
    private boolean isReferenced(int c) {
        switch (reference) {
            case NONE -> {
                if (c != '&') {
                    return false;
                }
                reference = Reference.STARTED;
                return true;
            }
            case STARTED -> {
                reference = c == '#' ? Reference.NUMBER : isLetter(c) ? Reference.NAMED : Reference.NONE;
                value = 0;
                name.setLength(0);
                if (reference == Reference.NAMED) {
                    name.append((char) c);
                }
            }
            case NAMED -> {
                if (isLetter(c) && name.length() < LONGEST_NAME) {
                    name.append((char) c);
                } else {
                    reference = Reference.NONE;
                    match(c == ';' ? named() : '&', true);
                    return c == ';' || isReferenced(c);
                }
            }
            case NUMBER -> {
                int digit = Character.digit(c, 10);
                value = Math.max(digit, 0);
                reference = lower(c) == 'x' ? Reference.HEX : digit >= 0 ? Reference.DECIMAL : Reference.NONE;
            }
            case DECIMAL, HEX -> {
                int radix = reference == Reference.HEX ? 16 : 10;
                int digit = Character.digit(c, radix);
                if (digit < 0) {
                    reference = Reference.NONE;
                    match(value, true);
                    return c == ';' || isReferenced(c);
                }
                value = Math.min(value * radix + digit, LARGEST);
            }
        }
        if (reference == Reference.NONE) {
            match('&', true);
            return isReferenced(c);
        }
        return true;
    }

    private int named() {
        return switch (name.toString()) {
            case "colon" -> ':';
            case "Tab" -> '\t';
            case "NewLine" -> '\n';
            default -> '&';
        };
    }

    /** A letter that was decoded is no mark of Markdown. */
    private void match(int c, boolean decoded) {
        if (matched > 0 && (c == '\t' || c == '\n' || c == '\r')) {
            return;
        }
        int letter = lower(c);
        if (letter == SCHEME.charAt(matched)) {
            matched++;
        } else {
            lead = matched > 0 ? Lead.NONE : lead;
            matched = letter == 'j' ? 1 : 0;
        }
        if (matched == 0) {
            lead(c, decoded);
        } else if (matched == SCHEME.length()) {
            found |= inTag || lead == Lead.ANGLE;
            unlessBlank = lead == Lead.LINK;
            matched = 0;
            lead = Lead.NONE;
        }
    }

    private void lead(int c, boolean decoded) {
        if (!decoded && c == '<') {
            lead = Lead.ANGLE;
        } else if (!decoded && (c == '(' || (c == ':' && afterBracket))) {
            lead = Lead.LINK;
        } else if (c > ' ') {
            lead = Lead.NONE;
        }
        afterBracket = c == ']';
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
    }
}
