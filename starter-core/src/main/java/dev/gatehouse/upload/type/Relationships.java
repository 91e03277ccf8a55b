package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ContentRules;
import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** The relationships of a package or a part (ECMA-376-2, 9.3), of transitional and strict documents alike. */
final class Relationships {

    static final String ROOT = "_rels/.rels";

    /** As long as those of a sheet with as many links as a sheet may have. */
    private static final PartGrammar GRAMMAR = new PartGrammar(
            "http://schemas.openxmlformats.org/package/2006/relationships",
            "Relationships",
            Map.of("Relationship", Set.of("Id", "Type", "Target", "TargetMode")),
            16 << 20);

    private static final String MAIN = "officedocument";
    /** What an office program loads by itself when the document is opened. */
    private static final Set<String> LOADED =
            Set.of("attachedtemplate", "oleobject", "subdocument", "frame", "afchunk");

    /** ActiveX, wherever its parts stand. */
    private static final Set<String> CONTROLS = Set.of("control", "activexcontrolbinary");

    private static final String TEMPLATE = "attachedtemplate";
    /** A part that becomes text of the document. */
    private static final String CHUNK = "afchunk";
    /** What becomes text without running; rich text and pages bring objects along. */
    private static final Set<String> CHUNK_TYPES = Set.of(
            "text/plain",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml");

    private final ContentRules rules;
    private final String folder;
    private final @Nullable ContentTypes types;
    private @Nullable String main;

    private Relationships(ContentRules rules, String folder, @Nullable ContentTypes types) {
        this.rules = rules;
        this.folder = folder;
        this.types = types;
    }

    /** Returns the main part, with a slash in front; empty if there is none. */
    static String mainPart(InputStream part, ContentRules rules) throws IOException {
        Relationships read = new Relationships(rules, "/", null);
        XmlPart.forEachElement(part, GRAMMAR, read::add);
        return read.main == null ? "" : read.main;
    }

    /**
     * Checks the relationships of a part.
     *
     * @param name where they stand: {@code _rels} in the folder from which their targets are counted
     * @param types what the targets are; null if nobody knows
     */
    static void check(InputStream part, ContentRules rules, String name, @Nullable ContentTypes types)
            throws IOException {
        String folder = "/" + name.substring(0, Math.max(name.lastIndexOf("_rels/"), 0));
        XmlPart.forEachElement(part, GRAMMAR, new Relationships(rules, folder, types)::add);
    }

    private void add(XMLStreamReader element) {
        String type = XmlPart.attribute(element, "Type");
        String word = type.substring(type.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        boolean external = XmlPart.attribute(element, "TargetMode")
                .toLowerCase(Locale.ROOT)
                .equals("external");
        if (word.equals("vbaproject") && !rules.macros()) {
            throw new UploadRefusedException(UploadReason.MACROS);
        }
        String target = XmlPart.attribute(element, "Target");
        boolean loads = external
                ? LOADED.contains(word) && !(word.equals(TEMPLATE) && LocalTemplate.isOne(target))
                : word.equals(CHUNK) && !CHUNK_TYPES.contains(typeOf(target));
        if ((loads || CONTROLS.contains(word)) && !rules.activeContent()) {
            throw new UploadRefusedException(UploadReason.ACTIVE_CONTENT);
        }
        if (word.equals(MAIN)) {
            ZipArchive.unambiguous(main == null && !external);
            main = target.startsWith("/") ? target : "/" + target;
        }
    }

    /** Empty for a target that programs may read in different ways. */
    private String typeOf(String target) {
        boolean plain = !target.contains("./") && !target.contains("//") && target.indexOf(':') < 0;
        for (char c : new char[] {'%', '?', '#', '\\'}) {
            plain &= target.indexOf(c) < 0;
        }
        return types == null || !plain ? "" : types.of(target.startsWith("/") ? target : folder + target);
    }
}
