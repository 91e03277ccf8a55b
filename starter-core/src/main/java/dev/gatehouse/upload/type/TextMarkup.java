package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import java.util.Set;

/**
 * Refuses what runs when somebody shows the text as a page: tags that hold or load scripts, event attributes,
 * {@code javascript:} links, and a text that starts like a page or a script. In Markdown harmless tags are part of the
 * language, and code between backticks or fences is shown and not run.
 */
final class TextMarkup {

    private static final Set<String> ACTIVE = Set.of(
            "script",
            "iframe",
            "frameset",
            "svg",
            "html",
            "embed",
            "applet",
            "!doctype",
            "?php",
            "?xml-stylesheet",
            "%@");
    private static final Set<String> PAGE = Set.of(
            "!--", "?xml", "head", "body", "title", "style", "meta", "link", "table", "div", "font", "h1", "a", "b",
            "br", "p", "img", "form", "object", "base");
    private static final int LONGEST_NAME = 15;
    private static final int LONGEST_TAG = 1024;
    private static final String SCRIPT_LINK = "javascript:";

    private static final boolean[] INTEREST = new boolean[256];

    static {
        INTEREST['<'] = true;
        INTEREST['j'] = true;
        INTEREST['J'] = true;
    }

    private final boolean markdown;
    private final MarkdownCode code = new MarkdownCode();
    private final StringBuilder word = new StringBuilder(LONGEST_NAME);
    private State state = State.START;
    private boolean leading;
    private int tagLength;
    private int schemeMatched;

    TextMarkup(boolean markdown) {
        this.markdown = markdown;
    }

    private enum State {
        START,
        SHEBANG,
        TEXT,
        NAME,
        TAG,
        ATTRIBUTE
    }

    void accept(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int i = offset;
        while (i < end) {
            if (!markdown && state == State.TEXT && schemeMatched == 0) {
                i = nextOfInterest(bytes, i, end);
                if (i == end) {
                    return;
                }
            }
            int c = bytes[i] & 0xff;
            if (!markdown || !code.isCode(c)) {
                take(c);
            } else {
                state = state == State.START ? State.START : State.TEXT;
                schemeMatched = 0;
            }
            i++;
        }
    }

    private static int nextOfInterest(byte[] bytes, int from, int end) {
        int i = from;
        while (i < end && !INTEREST[bytes[i] & 0xff]) {
            i++;
        }
        return i;
    }

    private void take(int c) {
        matchScheme(c);
        switch (state) {
            case START -> start(c);
            case SHEBANG -> {
                if (c == '!') {
                    throw refused();
                }
                text(c);
            }
            case TEXT -> text(c);
            case NAME -> name(c);
            case TAG -> tag(c);
            case ATTRIBUTE -> attribute(c);
        }
    }

    private void start(int c) {
        if (c == '#') {
            state = State.SHEBANG;
        } else if (c == '<') {
            leading = true;
            open();
        } else if (c > ' ') {
            state = State.TEXT;
        }
    }

    private void text(int c) {
        state = State.TEXT;
        if (c == '<') {
            open();
        }
    }

    private void open() {
        state = State.NAME;
        word.setLength(0);
        tagLength = 0;
    }

    private void name(int c) {
        if (isNamePart(c) && word.length() < LONGEST_NAME) {
            word.append((char) lower(c));
            if (word.length() == 3 && word.indexOf("!--") == 0) {
                endName(c);
            }
        } else {
            endName(c);
        }
    }

    private static boolean isNamePart(int c) {
        return isLetter(c) || (c >= '0' && c <= '9') || c == '!' || c == '?' || c == '-' || c == '%' || c == '@';
    }

    private void endName(int c) {
        String name = word.toString();
        if (ACTIVE.contains(name) || (leading && (markdown ? name.equals("?xml") : PAGE.contains(name)))) {
            throw refused();
        }
        leading = false;
        boolean isTag = !name.isEmpty() && isLetter(name.charAt(0)) && c != '>';
        state = isTag ? State.TAG : State.TEXT;
        if (isTag) {
            tag(c);
        } else {
            text(c);
        }
    }

    private void tag(int c) {
        if (c == '>' || c == '<' || ++tagLength > LONGEST_TAG) {
            text(c);
        } else if (c <= ' ' || c == '/' || c == '"' || c == '\'') {
            state = State.ATTRIBUTE;
            word.setLength(0);
        }
    }

    private void attribute(int c) {
        tagLength++;
        if (isLetter(c) && word.length() < LONGEST_NAME) {
            word.append((char) lower(c));
        } else if (c > ' ' || word.length() == 0) {
            String name = word.toString();
            if (c == '=' && name.length() > 4 && name.startsWith("on")) {
                throw refused();
            }
            word.setLength(0);
            state = State.TAG;
            tag(c);
        }
    }

    /** Blanks between the letters are passed over by browsers; a link is no prose about Javascript: one follows a mark. */
    private void matchScheme(int c) {
        int letter = lower(c);
        if (schemeMatched > 0 && (c == '\t' || c == '\n' || c == '\r')) {
            return;
        }
        schemeMatched = letter == SCRIPT_LINK.charAt(schemeMatched) ? schemeMatched + 1 : letter == 'j' ? 1 : 0;
        if (schemeMatched == SCRIPT_LINK.length()) {
            throw refused();
        }
    }

    void end() {
        if (state == State.NAME) {
            endName(' ');
        }
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
    }

    private static UploadRefusedException refused() {
        return new UploadRefusedException(UploadReason.TEXT_MARKUP);
    }
}
