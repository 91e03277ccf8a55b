package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ContentReader;
import dev.gatehouse.upload.content.ContentRules;
import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import java.io.IOException;

/**
 * Texts: UTF-8, UTF-16 with a byte order mark, or one of the encodings of one byte a letter; no control characters but
 * those of a text, and nothing that a browser would run.
 */
final class TextCheck {

    private static final byte[] PDF = {'%', 'P', 'D', 'F', '-'};
    private static final byte[] RICH_TEXT = {'{', '\\', 'r', 't'};
    private static final byte[] POST_SCRIPT = {'%', '!'};

    private final boolean markdown;
    private final boolean csv;

    private TextCheck(boolean markdown, boolean csv) {
        this.markdown = markdown;
        this.csv = csv;
    }

    static StandardType.StructureCheck plain() {
        return new TextCheck(false, false)::check;
    }

    static StandardType.StructureCheck markdown() {
        return new TextCheck(true, false)::check;
    }

    static StandardType.StructureCheck csv() {
        return new TextCheck(false, true)::check;
    }

    private void check(ContentReader content, ContentRules rules) throws IOException {
        Polyglot.requireNoArchive(content);
        if (content.startsWith(0, PDF) || content.startsWith(0, RICH_TEXT) || isPostScript(content)) {
            throw Polyglot.mismatch();
        }
        Polyglot.requireNoPdfAsText(content);
        TextSink sink = new TextSink(
                new TextControls(),
                rules.markup() ? null : new TextMarkup(markdown),
                csv && !rules.csvFormulas() ? new CsvCells() : null,
                csv ? new CsvSylk() : null);
        int mark = content.size() < 2 ? 0 : content.u16le(0);
        if (mark == 0xfeff || mark == 0xfffe) {
            Utf16Sink wide = new Utf16Sink(mark == 0xfeff, sink);
            content.forEach(2, content.size(), wide);
            wide.end();
        } else {
            boolean marked = content.size() >= 3 && mark == 0xbbef && content.u8(2) == 0xbf;
            content.forEach(marked ? 3 : 0, content.size(), sink);
        }
        sink.end();
    }

    /** What editors of TeX are told starts like it. */
    private static boolean isPostScript(ContentReader content) throws IOException {
        return content.startsWith(0, POST_SCRIPT)
                && !(content.size() > 4
                        && (content.u8(2) | 0x20) == 't'
                        && (content.u8(3) | 0x20) == 'e'
                        && (content.u8(4) | 0x20) == 'x');
    }

    static UploadRefusedException notPlain() {
        return new UploadRefusedException(UploadReason.TEXT_NOT_PLAIN);
    }
}
