package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ContentReader;
import dev.gatehouse.upload.content.ContentRules;
import java.io.IOException;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A built-in kind: words, one check for the content, and what a content may look like where the check alone does not tell
 * it from other kinds.
 */
record StandardType(
        String mediaType,
        Set<String> extensions,
        Set<String> aliases,
        @Nullable Predicate<String> detected,
        StructureCheck structure)
        implements FileType {

    @Override
    public boolean identifiesItself() {
        return detected == null;
    }

    @Override
    public boolean accepts(String type) {
        return detected == null || type.equals(ContentDetector.UNKNOWN) || detected.test(type);
    }

    @Override
    public boolean accepts(String type, byte[] head) {
        return accepts(type) || TextMagic.mayBeByChance(type, head);
    }

    @Override
    public void check(ContentReader content, ContentRules rules) throws IOException {
        structure.check(content, rules);
    }

    /** Looks into a content. */
    @FunctionalInterface
    interface StructureCheck {

        void check(ContentReader content, ContentRules rules) throws IOException;
    }
}
