package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ContentRules;
import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What {@code [Content_Types].xml} of a package says of its parts (ECMA-376-2, 10.1.2). */
final class ContentTypes {

    static final String PART = "[Content_Types].xml";
    private static final int MAX_TYPES = 20_000;

    private static final PartGrammar GRAMMAR = new PartGrammar(
            "http://schemas.openxmlformats.org/package/2006/content-types",
            "Types",
            Map.of("Default", Set.of("Extension", "ContentType"), "Override", Set.of("PartName", "ContentType")),
            4 << 20);

    private final Map<String, String> byPart = new HashMap<>();
    private final Map<String, String> byExtension = new HashMap<>();
    private boolean macros;
    private boolean controls;

    private ContentTypes() {}

    static ContentTypes read(InputStream part) throws IOException {
        ContentTypes types = new ContentTypes();
        XmlPart.forEachElement(part, GRAMMAR, element -> {
            String type = XmlPart.attribute(element, "ContentType").toLowerCase(Locale.ROOT);
            if (element.getLocalName().equals("Override")) {
                types.put(types.byPart, XmlPart.attribute(element, "PartName"), type);
            } else {
                types.put(types.byExtension, XmlPart.attribute(element, "Extension"), type);
            }
        });
        return types;
    }

    private void put(Map<String, String> types, String key, String type) {
        Polyglot.require(byPart.size() + byExtension.size() < MAX_TYPES);
        ZipArchive.unambiguous(types.putIfAbsent(key.toLowerCase(Locale.ROOT), type) == null);
        macros |= type.contains("vbaproject") || type.contains("macroenabled") || type.contains("macrosheet");
        controls |= type.contains("ms-office.activex");
    }

    /** Returns the type of a part, which starts with a slash; empty if it has none. */
    String of(String part) {
        String key = part.toLowerCase(Locale.ROOT);
        String type = byPart.get(key);
        if (type == null) {
            type = byExtension.get(key.substring(key.lastIndexOf('.') + 1));
        }
        return type == null ? "" : type;
    }

    /** Refuses a package that declares what the rules do not let it hold. */
    void check(ContentRules rules) {
        if (macros && !rules.macros()) {
            throw new UploadRefusedException(UploadReason.MACROS);
        }
        if (controls && !rules.activeContent()) {
            throw new UploadRefusedException(UploadReason.ACTIVE_CONTENT);
        }
    }
}
