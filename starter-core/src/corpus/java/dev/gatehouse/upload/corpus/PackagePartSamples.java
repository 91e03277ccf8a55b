package dev.gatehouse.upload.corpus;

import static dev.gatehouse.upload.content.UploadReason.ARCHIVE_AMBIGUOUS;
import static dev.gatehouse.upload.content.UploadReason.ARCHIVE_TOO_LARGE;
import static dev.gatehouse.upload.content.UploadReason.CONTENT_MALFORMED;

import java.util.List;

/** Documents whose types and relationships are written in odd ways, some of which programs read differently. */
final class PackagePartSamples {

    private static final String RELATIONSHIPS = "word/_rels/document.xml.rels";
    private static final String MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml";
    private static final String MAIN = Ooxml.override("/word/document.xml", Ooxml.DOCX);
    private static final String TEMPLATE = Ooxml.rel("t", "attachedTemplate", "http://evil.example/x.dotm", "");
    private static final String STYLES = Ooxml.rel("rId1", "styles", "styles.xml", "");
    private static final String FOREIGN = " xmlns:x=\"urn:x\"";
    private static final String COMPATIBILITY =
            " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"" + FOREIGN
                    + " mc:Ignorable=\"x\"";

    private PackagePartSamples() {}

    static void addGood(List<Sample> all) {
        String types = Ooxml.types(MAIN);
        String rels = Ooxml.rels(STYLES);
        good(all, "types of a program that names what others may ignore", onRoot(types, COMPATIBILITY), rels);
        good(all, "relationships of a program that names what others may ignore", types, onRoot(rels, COMPATIBILITY));
        good(
                all,
                "a schema named",
                onRoot(types, " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"a b\""),
                rels);
        good(all, "comments and blanks", commented(types), commented(rels));
        good(all, "prefixes", prefixed(types), prefixed(rels));
        good(
                all,
                "namespaces declared again",
                again(types, "Override", "http://schemas.openxmlformats.org/package/2006/content-types"),
                again(rels, "Relationship", "http://schemas.openxmlformats.org/package/2006/relationships"));
        good(all, "a part named to be inside", types, rels.replace("/>", " TargetMode=\"Internal\"/>"));
        good(all, "many types", Ooxml.types(MAIN + overrides(3000)), rels);
        good(all, "many links", types, Ooxml.rels(STYLES + links(5000)));
    }

    static void addHostile(List<Sample> all) {
        String types = Ooxml.types(MAIN);
        String rels = Ooxml.rels(STYLES);
        for (String attributes : List.of(
                " x:TargetMode=\"Internal\" TargetMode=\"External\"",
                " x:Type=\"urn:no\" TargetMode=\"External\"",
                " targetMode=\"External\"",
                " xml:base=\"http://evil.example/\"")) {
            String relationship = TEMPLATE.replace(" Id", attributes + " Id");
            hostile(all, "a relationship with" + attributes, types, onRoot(Ooxml.rels(relationship), FOREIGN));
        }
        hostile(
                all,
                "a type of another namespace",
                onRoot(types.replace(" ContentType=\"" + Ooxml.DOCX, both()), FOREIGN),
                rels);
        hostile(all, "a part of another namespace", onRoot(types.replace("<Override", "<x:Override"), FOREIGN), rels);
        hostile(all, "types of no namespace", types.replaceFirst(" xmlns=\"[^\"]*\"", ""), rels);
        hostile(all, "types of another namespace", types.replace("content-types", "others"), rels);
        hostile(all, "a base of its relationships", types, onRoot(rels, " xml:base=\"http://evil.example/\""));
        hostile(all, "relationships in relationships", types, Ooxml.rels(rels.substring(rels.indexOf("<Rel"))));
        hostile(
                all,
                "a relationship in a relationship",
                types,
                rels.replaceFirst("/></", ">" + STYLES + "</Relationship></"));
        hostile(all, "relationships for types", rels, rels);
        hostile(all, "types for relationships", types, types);
        hostile(all, "other elements", Ooxml.types(MAIN + "<q1/><q2/>"), rels);
        hostile(all, "an instruction", types, Ooxml.rels(STYLES + "<?q1?>"));
        hostile(all, "many prefixes", onRoot(types, prefixes(100)), rels);
        hostile(all, "many prefixes of relationships", types, Ooxml.rels(declared(100)));
        all.add(Sample.hostile(
                "docx with more types than parts may have",
                "a.docx",
                docx(Ooxml.types(MAIN + overrides(40_000)), rels),
                ARCHIVE_TOO_LARGE));
        pieces(all);
    }

    /** A part in pieces (ECMA-376-2, 9.2.3.2), which some programs put together and others take for parts. */
    private static void pieces(List<Sample> all) {
        String rels = Ooxml.rels(TEMPLATE.replace("/>", " TargetMode=\"External\"/>"));
        int half = rels.indexOf(" TargetMode");
        for (String last : List.of("[1].last.piece", "[1].LAST.Piece")) {
            Zip zip = Ooxml.docx();
            zip.add("word/_rels/settings.xml.rels/[0].piece", rels.substring(0, half));
            zip.add("word/_rels/settings.xml.rels/" + last, rels.substring(half));
            Zip outer = Ooxml.docx();
            outer.add("word/embeddings/a.docx", zip.build());
            all.add(Sample.hostile("docx with a part in pieces, " + last, "a.docx", zip.build(), ARCHIVE_AMBIGUOUS));
            all.add(Sample.hostile(
                    "docx with a document inside with a part in pieces, " + last,
                    "a.docx",
                    outer.build(),
                    ARCHIVE_AMBIGUOUS));
        }
        Zip one = Ooxml.docx();
        one.add("word/_rels/settings.xml.rels/[0].last.piece", rels);
        all.add(Sample.hostile("docx with a part in one piece", "a.docx", one.build(), ARCHIVE_AMBIGUOUS));
    }

    private static void good(List<Sample> all, String title, String types, String rels) {
        all.add(Sample.good("docx with " + title, "a.docx", docx(types, rels)));
    }

    private static void hostile(List<Sample> all, String title, String types, String rels) {
        all.add(Sample.hostile("docx with " + title, "a.docx", docx(types, rels), CONTENT_MALFORMED));
    }

    private static byte[] docx(String types, String rels) {
        Zip zip = Ooxml.docx().remove(Ooxml.TYPES).remove(RELATIONSHIPS);
        zip.add(Ooxml.TYPES, types);
        zip.add(RELATIONSHIPS, rels);
        return zip.first(Ooxml.TYPES).build();
    }

    private static String onRoot(String part, String more) {
        return part.replaceFirst(" xmlns=", more + " xmlns=");
    }

    private static String both() {
        return " x:ContentType=\"" + Ooxml.DOCX + "\" ContentType=\"" + MACROS;
    }

    private static String commented(String part) {
        return part.replace("?>\n", "?>\n<!-- by a program -->\n").replace("/>", "/>\n  <!-- next -->\n  ")
                + "\n<!-- end -->";
    }

    private static String prefixed(String part) {
        return part.replaceAll("<(/?)([A-Z])", "<$1p:$2").replace(" xmlns=", " xmlns:p=");
    }

    private static String again(String part, String element, String namespace) {
        return part.replace("<" + element + " ", "<" + element + " xmlns=\"" + namespace + "\"" + FOREIGN + " ");
    }

    private static String overrides(int count) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append(Ooxml.override(
                    "/word/media/" + Integer.toHexString(i * 0x9e3779b1),
                    "application/octet-stream+" + i % 7 + "x".repeat(200)));
        }
        return all.toString();
    }

    private static String links(int count) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append(Ooxml.rel(
                    "h" + i,
                    "hyperlink",
                    "https://example.com/" + Integer.toHexString(i * 0x9e3779b1),
                    " TargetMode=\"External\""));
        }
        return all.toString();
    }

    private static String prefixes(int count) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append(" xmlns:q").append(i).append("=\"urn:q\"");
        }
        return all.toString();
    }

    /** One with each of the relationships. */
    private static String declared(int count) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append(STYLES.replace(" Id=\"", " xmlns:q" + i + "=\"urn:q\" Id=\"" + i));
        }
        return all.toString();
    }
}
