package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ContentReader;
import dev.gatehouse.upload.content.ContentRules;
import java.io.IOException;
import java.util.Set;
import java.util.function.Predicate;

/** A built-in kind: words, and one check for the content. */
record StandardType(
        String mediaType,
        Set<String> extensions,
        Set<String> aliases,
        Predicate<String> detected,
        StructureCheck structure)
        implements FileType {

    @Override
    public boolean accepts(String type) {
        return type.equals(ContentDetector.UNKNOWN) || type.equals(mediaType) || detected.test(type);
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
