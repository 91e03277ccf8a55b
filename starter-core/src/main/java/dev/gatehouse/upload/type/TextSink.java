package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ContentReader;
import org.jspecify.annotations.Nullable;

/** Gives a text, a byte a letter, to all that looks at it. */
final class TextSink implements ContentReader.Sink {

    private final TextControls controls;
    private final @Nullable TextMarkup markup;
    private final @Nullable CsvCells cells;
    private final @Nullable CsvSylk sylk;

    TextSink(TextControls controls, @Nullable TextMarkup markup, @Nullable CsvCells cells, @Nullable CsvSylk sylk) {
        this.controls = controls;
        this.markup = markup;
        this.cells = cells;
        this.sylk = sylk;
    }

    @Override
    public void accept(byte[] bytes, int offset, int length) {
        controls.accept(bytes, offset, length);
        if (markup != null) {
            markup.accept(bytes, offset, length);
        }
        if (cells != null) {
            cells.accept(bytes, offset, length);
        }
        if (sylk != null) {
            sylk.accept(bytes, offset, length);
        }
    }

    void end() {
        controls.end();
        if (markup != null) {
            markup.end();
        }
    }
}
