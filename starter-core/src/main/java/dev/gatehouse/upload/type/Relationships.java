package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ContentRules;
import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** The relationships of a package or a part (ECMA-376-2, 9.3), of transitional and strict documents alike. */
final class Relationships {

    static final String ROOT = "_rels/.rels";
    private static final String MAIN = "officedocument";
    /** What an office program loads by itself when the document is opened. */
    private static final Set<String> LOADED =
            Set.of("attachedtemplate", "oleobject", "subdocument", "frame", "afchunk");

    private final ContentRules rules;
    private @Nullable String main;

    private Relationships(ContentRules rules) {
        this.rules = rules;
    }

    /** Returns the main part, with a slash in front; empty if there is none. */
    static String mainPart(InputStream part, ContentRules rules) throws IOException {
        Relationships read = check(part, rules);
        return read.main == null ? "" : read.main;
    }

    static Relationships check(InputStream part, ContentRules rules) throws IOException {
        Relationships relationships = new Relationships(rules);
        XmlPart.forEachElement(part, relationships::add);
        return relationships;
    }

    private void add(XMLStreamReader element) {
        if (!element.getLocalName().equals("Relationship")) {
            return;
        }
        String type = XmlPart.attribute(element, "Type");
        String word = type.substring(type.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        boolean external = XmlPart.attribute(element, "TargetMode")
                .toLowerCase(Locale.ROOT)
                .equals("external");
        if (word.equals("vbaproject") && !rules.macros()) {
            throw new UploadRefusedException(UploadReason.MACROS);
        }
        if (external && LOADED.contains(word) && !rules.activeContent()) {
            throw new UploadRefusedException(UploadReason.ACTIVE_CONTENT);
        }
        if (word.equals(MAIN)) {
            ZipArchive.unambiguous(main == null && !external);
            String target = XmlPart.attribute(element, "Target");
            main = target.startsWith("/") ? target : "/" + target;
        }
    }
}
