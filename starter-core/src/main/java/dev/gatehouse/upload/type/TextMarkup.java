package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what runs when somebody shows the text as a page: tags that hold or load scripts or other pages, event attributes,
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
    /** Tags that load or lead elsewhere by one attribute, and how that starts; without it they are words such as {@code List<Object>}. */
    private static final Map<String, String> LOADING =
            Map.of("object", "data=", "frame", "src=", "portal", "src=", "base", "href=", "meta", "http-");

    private static final Set<String> PAGE = Set.of(
            "!--", "?xml", "head", "body", "title", "style", "meta", "link", "table", "div", "font", "h1", "a", "b",
            "br", "p", "img", "form", "object", "base");
    private static final int LONGEST_NAME = 15;

    private final boolean markdown;
    private final MarkdownCode code = new MarkdownCode();
    private final StringBuilder word = new StringBuilder(LONGEST_NAME);
    private State state = State.START;
    private boolean leading;
    private int quote;
    private boolean afterEquals;
    private boolean withinTag;
    private boolean blankAfterWord;
    private boolean lineStart;
    private ScriptLink link;

    /** The attributes by which this tag, or what looks like one in it, would load something. */
    private Set<String> loading = new HashSet<>();

    /** Looks at what is code unless its line breaks off. */
    private @Nullable TextMarkup doubtful;

    private boolean refusedInDoubt;

    TextMarkup(boolean markdown) {
        this.markdown = markdown;
        this.link = new ScriptLink(markdown);
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
            if (!markdown && state == State.TEXT) {
                i = ByteSearch.indexOf(bytes, i, end, '<');
                if (i == end) {
                    return;
                }
            }
            int c = bytes[i] & 0xff;
            if (markdown) {
                takeMarkdown(c);
            } else {
                take(c);
            }
            i++;
        }
    }

    private void takeMarkdown(int c) {
        MarkdownCode.Kind kind = code.take(c, state == State.TAG || state == State.ATTRIBUTE);
        if (kind == MarkdownCode.Kind.DOUBTFUL) {
            takeInDoubt(c);
        } else {
            if (refusedInDoubt) {
                code.suspect();
            }
            doubtful = null;
            refusedInDoubt = false;
            if (kind == MarkdownCode.Kind.TEXT) {
                take(c);
            } else {
                state = state == State.START ? State.START : State.TEXT;
                link.reset();
            }
        }
        if (code.isBrokenOff()) {
            goOnFromDoubt();
        }
        if (code.isSuspicious()) {
            throw refused();
        }
    }

    private void takeInDoubt(int c) {
        if (refusedInDoubt) {
            return;
        }
        TextMarkup looking = doubtful;
        if (looking == null) {
            looking = new TextMarkup(true);
            looking.state = State.TEXT;
            doubtful = looking;
        }
        try {
            looking.take(c);
        } catch (UploadRefusedException refusal) {
            refusedInDoubt = true;
        }
    }

    /** It was text after all. */
    private void goOnFromDoubt() {
        if (refusedInDoubt) {
            throw refused();
        }
        TextMarkup looking = doubtful;
        if (looking != null) {
            state = looking.state;
            word.setLength(0);
            word.append(looking.word);
            quote = looking.quote;
            afterEquals = looking.afterEquals;
            withinTag = looking.withinTag;
            blankAfterWord = looking.blankAfterWord;
            link = looking.link;
            loading = looking.loading;
            doubtful = null;
        }
    }

    private void take(int c) {
        boolean inTag = state == State.NAME || state == State.TAG || state == State.ATTRIBUTE;
        if ((markdown || inTag) && link.take(c, inTag)) {
            throw refused();
        }
        // In Markdown the mark of a quoted line may stand here, and the tag goes on behind it.
        int inLine = inTag && lineStart && c == '>' ? ' ' : c;
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
            case TAG -> tag(inLine);
            case ATTRIBUTE -> attribute(inLine);
        }
        lineStart = markdown && (c == '\n' || c == '\r' || (lineStart && (c <= ' ' || c == '>')));
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
        withinTag = state == State.TAG;
        if (!withinTag && !markdown) {
            link.reset();
        }
        state = State.NAME;
        word.setLength(0);
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
        boolean isEcho = c == '=' && name.equals("?");
        if (isEcho || ACTIVE.contains(name) || (leading && (markdown ? name.equals("?xml") : PAGE.contains(name)))) {
            throw refused();
        }
        leading = false;
        boolean startsTag = !name.isEmpty() && isLetter(name.charAt(0));
        if (startsTag && !withinTag) {
            quote = 0;
            afterEquals = false;
            loading.clear();
        }
        String attribute = LOADING.get(name);
        if (attribute != null) {
            loading.add(attribute);
        }
        boolean isTag = startsTag || withinTag;
        state = isTag ? State.TAG : State.TEXT;
        if (isTag) {
            tag(c);
        } else {
            text(c);
        }
    }

    /** A value in quotes may hold what else would end the tag; and what looks like one may be none, so all of it is looked at. */
    private void tag(int c) {
        if (c == '<') {
            open();
            return;
        }
        if (c == '>' && quote == 0) {
            state = State.TEXT;
            return;
        }
        boolean isQuote = c == '"' || c == '\'';
        if (isQuote && quote == 0 && afterEquals) {
            quote = c;
        } else if (c == quote) {
            quote = 0;
        }
        afterEquals = c == '=' || (afterEquals && c <= ' ');
        if (c <= ' ' || c == '/' || isQuote) {
            state = State.ATTRIBUTE;
            startWord();
        }
    }

    private void startWord() {
        word.setLength(0);
        blankAfterWord = false;
    }

    /** Only how a name starts tells what it is, so the rest of a long one is passed over. */
    private void attribute(int c) {
        if (isLetter(c)) {
            if (blankAfterWord) {
                startWord();
            }
            if (word.length() < LONGEST_NAME) {
                word.append((char) lower(c));
            }
        } else if (c <= ' ') {
            blankAfterWord = !word.isEmpty();
        } else {
            boolean isEvent = c == '=' && word.length() > 4 && word.indexOf("on") == 0;
            if (isEvent || loads(c)) {
                throw refused();
            }
            state = State.TAG;
            tag(c);
        }
    }

    private boolean loads(int c) {
        return !loading.isEmpty() && loading.contains(word.toString() + (char) c);
    }

    void end() {
        if (markdown) {
            takeMarkdown('\n');
        }
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
