package dev.gatehouse.upload.corpus;

import static dev.gatehouse.upload.content.UploadReason.ACTIVE_CONTENT;
import static dev.gatehouse.upload.content.UploadReason.ARCHIVE_AMBIGUOUS;
import static dev.gatehouse.upload.content.UploadReason.ARCHIVE_NESTING;
import static dev.gatehouse.upload.content.UploadReason.ARCHIVE_RATIO;
import static dev.gatehouse.upload.content.UploadReason.ARCHIVE_TOO_LARGE;
import static dev.gatehouse.upload.content.UploadReason.CONTENT_MALFORMED;
import static dev.gatehouse.upload.content.UploadReason.CONTENT_MISMATCH;
import static dev.gatehouse.upload.content.UploadReason.CONTENT_TRUNCATED;
import static dev.gatehouse.upload.content.UploadReason.EMBEDDED_FILES;
import static dev.gatehouse.upload.content.UploadReason.ENCRYPTED;
import static dev.gatehouse.upload.content.UploadReason.MACROS;
import static dev.gatehouse.upload.content.UploadReason.POLYGLOT;
import static dev.gatehouse.upload.content.UploadReason.TRAILING_DATA;

import dev.gatehouse.upload.UploadPolicy;
import dev.gatehouse.upload.content.ContentRules;
import dev.gatehouse.upload.content.UploadReason;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/** Documents: PDF, Office Open XML, and the compound files of older programs. */
final class DocumentSamples {

    private static final String WORD_MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private static final String SHEET_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String SVG_DTD = "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\""
            + " \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">";
    private static final String EXTERNAL = " TargetMode=\"External\"";

    private DocumentSamples() {}

    static UnaryOperator<UploadPolicy.Builder> everything() {
        ContentRules d = ContentRules.defaults();
        return p -> p.content(new ContentRules(
                d.maxPixels(), d.maxFrames(), d.trailingData(), true, true, true, true, true, true, d.archive()));
    }

    static void addGood(List<Sample> all) {
        for (String type : List.of(
                WORD_MIME,
                "application/zip",
                "application/octet-stream",
                "application/vnd.ms-office",
                "application/wps-office.docx")) {
            all.add(Sample.good("docx", "a.docx", Ooxml.docx().build()).declared(type));
        }
        for (String type : List.of(
                SHEET_MIME,
                "application/x-zip-compressed",
                "",
                "application/vnd.ms-office",
                "application/vnd.ms-excel",
                "application/wps-office.xlsx")) {
            all.add(Sample.good("xlsx", "a.xlsx", Ooxml.xlsx().build()).declared(type));
        }
        all.add(Sample.good(
                "docx, relationships first",
                "a.docx",
                Ooxml.docx().first("_rels/.rels").build()));
        all.add(Sample.good(
                "docx, document first",
                "a.docx",
                Ooxml.docx().first("word/document.xml").build()));
        all.add(Sample.good(
                "xlsx, sheet first",
                "a.xlsx",
                Ooxml.xlsx().first("xl/worksheets/sheet1.xml").build()));
        all.add(Sample.good(
                "docx of LibreOffice: extra parts, no flags",
                "a.docx",
                libreOffice().build()));
        all.add(Sample.good("docx of Word: padding in a header", "a.docx", padded().build()));
        all.add(Sample.good(
                "docx written as a stream", "a.docx", streamed(false).build()));
        all.add(Sample.good(
                "docx written as a stream, descriptors without signature",
                "a.docx",
                streamed(true).build()));
        all.add(Sample.good("xlsx with wide sizes", "a.xlsx", wide(Ooxml.xlsx()).build()));
        Zip far = Ooxml.docx();
        far.zip64End = true;
        all.add(Sample.good("docx with a wide end", "a.docx", far.build()));
        for (int disk : List.of(0, 4)) {
            Zip farParts = Ooxml.docx();
            farParts.entries().forEach(e -> {
                e.wideOffset = true;
                e.behindWideOffset = new byte[disk];
            });
            all.add(Sample.good("docx with wide places, and a disk in " + disk, "a.docx", farParts.build()));
        }
        Zip unused = Ooxml.docx();
        unused.entries()
                .forEach(e -> e.localExtra =
                        new Bytes().le16(1).le16(16).add(new byte[16]).get());
        all.add(Sample.good("docx with room for wide sizes in its headers", "a.docx", unused.build()));
        Zip stored = Ooxml.docx();
        stored.entries().forEach(e -> e.stored = true);
        all.add(Sample.good("docx, stored", "a.docx", stored.build()));
        Zip folders = Ooxml.docx();
        folders.add("word/media/", new byte[0]).stored = true;
        all.add(Sample.good("docx with a folder", "a.docx", folders.build()));
        Zip picture = Ooxml.docx();
        picture.add("word/media/image1.png", Images.png(20, 20)).stored = true;
        all.add(Sample.good("docx with a picture", "a.docx", picture.build()));
        Zip chart = Ooxml.docx();
        chart.add("word/embeddings/Sheet1.docx", Ooxml.xlsx().build());
        all.add(Sample.good("docx with a document inside", "a.docx", chart.build()));
        Zip storedPackage = Ooxml.docx();
        storedPackage.add("word/embeddings/Sheet1.docx", Ooxml.xlsx().build()).stored = true;
        all.add(Sample.good("docx with a document stored inside", "a.docx", storedPackage.build()));
        Zip farInside = Ooxml.docx();
        farInside.zip64End = true;
        Zip storedInside = Ooxml.docx();
        storedInside.entries().forEach(e -> e.stored = true);
        Zip foldersInside = Ooxml.docx();
        foldersInside.add("word/media/", new byte[0]).stored = true;
        Zip wideStream = wide(streamed(false));
        for (Zip inside : List.of(
                libreOffice(),
                padded(),
                streamed(false),
                streamed(true),
                wide(Ooxml.docx()),
                wideStream,
                farInside,
                storedInside,
                foldersInside)) {
            all.add(Sample.good(
                    "docx with a document of another writer inside",
                    "a.docx",
                    withPart("word/embeddings/a.docx", inside.build())));
        }
        Zip strict = Ooxml.docx().remove("_rels/.rels");
        strict.add(
                "_rels/.rels",
                Ooxml.rels("<Relationship Id=\"r\" Type=\"http://purl.oclc.org/ooxml/officeDocument"
                        + "/relationships/officeDocument\" Target=\"/word/document.xml\"/>"));
        all.add(Sample.good("docx, strict", "a.docx", strict.build()));
        Zip byDefault = Ooxml.docx().remove(Ooxml.TYPES);
        byDefault.add(Ooxml.TYPES, Ooxml.types("").replace("\"application/xml\"", "\"" + Ooxml.DOCX + "\""));
        all.add(Sample.good("docx whose type is that of its extension", "a.docx", byDefault.build()));
        Zip link = Ooxml.docx().remove("word/_rels/document.xml.rels");
        link.add(
                "word/_rels/document.xml.rels",
                Ooxml.rels(
                        Ooxml.rel("rId1", "styles", "styles.xml", ""),
                        Ooxml.rel("h", "hyperlink", "https://example.com/", EXTERNAL)));
        all.add(Sample.good("docx with a link", "a.docx", link.build()));
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16)) {
            for (String doctype : List.of("", SVG_DTD, SVG_DTD.replace("\" \"", "\"\n  \""))) {
                all.add(Sample.good(
                        "docx with a picture in SVG, " + charset + ", " + doctype.length(),
                        "a.docx",
                        withSvg("<?xml version=\"1.0\"?>\n" + doctype + "\n<svg/>", charset)));
            }
        }
        for (String encoding : List.of("UTF-8", "utf-8", "US-ASCII", "UTF-16", "utf-16")) {
            String text = "<?xml version='1.0' encoding='" + encoding + "'?>\n<x>" + "y".repeat(600) + "</x>";
            all.add(Sample.good(
                    "docx with a part in " + encoding,
                    "a.docx",
                    withPart("customXml/item1.xml", text.getBytes(Charset.forName(encoding)))));
        }
        for (String target : List.of(
                "file:///C:\\Users\\anna\\Templates\\Letter.dotx",
                "file:///D:/Templates/Letter%20of%20us.dotx",
                "C:\\Templates\\Letter.dotx",
                "Letter.dotx",
                "../Templates/Letter.dotx")) {
            all.add(Sample.good("docx with the template " + target, "a.docx", withTemplate(target)));
        }
        for (String type : List.of("text/plain", Ooxml.DOCX)) {
            all.add(Sample.good("docx with a chunk of " + type, "a.docx", withChunk("chunk.txt", type, "words")));
        }
        all.add(Sample.good(
                "docx with a document of Word 97 inside", "a.docx", withPart("word/embeddings/a.bin", doc().build())));
        for (byte[] object : List.of(
                xls().build(),
                doc().add("Package", longPackage(Ooxml.docx())).build(),
                new Ole2().add("CONTENTS", doc().build()).build(),
                // As if the PDF in it stood in the first sector.
                Bytes.patched(
                        new Ole2().add("CONTENTS", Bytes.cut(Pdfs.pdf(), 4096)).build(), 400, '%', 'P', 'D', 'F', '-'),
                new Ole2().add("CONTENTS", Bytes.random(4096, 21)).build())) {
            all.add(Sample.good(
                    "docx with an object inside", "a.docx", withPart("word/embeddings/oleObject1.bin", object)));
        }
        all.add(Sample.good(
                "doc with a package",
                "a.doc",
                doc().add("Package", longPackage(Ooxml.xlsx())).build()));
        all.add(Sample.good(
                "large xlsx", "a.xlsx", Ooxml.xlsx(Ooxml.rows(40_000)).build()));
        for (String type : List.of(
                "application/msword",
                "application/vnd.ms-word",
                "application/octet-stream",
                "application/vnd.ms-office",
                "application/wps-office.doc")) {
            all.add(Sample.good("doc", "a.doc", doc().build()).declared(type));
        }
        for (String type : List.of(
                "application/vnd.ms-excel",
                "application/msexcel",
                "",
                "application/vnd.ms-office",
                "application/wps-office.xls")) {
            all.add(Sample.good("xls", "a.xls", xls().build()).declared(type));
        }
        byte[] theme = Bytes.join(new byte[4096], Ooxml.docx().build());
        all.add(Sample.good(
                "doc with its theme in an archive",
                "a.doc",
                new Ole2()
                        .add("WordDocument", Ole2.word(0))
                        .add("1Table", theme)
                        .build()));
        all.add(Sample.good(
                "xls with its theme in an archive",
                "a.xls",
                new Ole2()
                        .add("Workbook", Bytes.join(Ole2.workbook(Ole2.sheet(0)), theme))
                        .build()));
        all.add(Sample.good(
                "xls of Excel 5",
                "a.xls",
                new Ole2().add("Book", Ole2.workbook(Ole2.sheet(0))).build()));
        all.add(Sample.good(
                "xls for older programs, too",
                "a.xls",
                xls().add("Book", Ole2.workbook(Ole2.sheet(0))).build()));
        all.add(Sample.good(
                "doc with properties",
                "a.doc",
                doc().add("\u0005SummaryInformation", new byte[4096]).build()));
        for (String type : List.of(
                "application/pdf",
                "application/x-pdf",
                "application/octet-stream",
                "",
                "x-unknown/pdf",
                "application/wps-office.pdf",
                "application/unknown",
                "application/force-download",
                "application/x-force-download",
                "application/download",
                "application/x-download",
                "application/x-secure-download")) {
            all.add(Sample.good("PDF", "a.pdf", Pdfs.pdf()).declared(type));
        }
        all.add(Sample.good(
                "PDF with blank lines behind", "a.pdf", Bytes.join(Pdfs.pdf(), Bytes.ascii("\r\n\r\n \0"))));
        all.add(Sample.good(
                "PDF with a mark in front", "a.pdf", Bytes.join(Bytes.ascii("\u00ef\u00bb\u00bf"), Pdfs.pdf())));
        all.add(Sample.good("PDF that opens at a page", "a.pdf", Pdfs.pdf("/OpenAction[3 0 R/Fit]", "")));
        all.add(Sample.good(
                "PDF with a link",
                "a.pdf",
                Pdfs.pdf("", "", "<</Type/Annot/Subtype/Link/A<</S/URI/URI(https://example.com/)>>>>")));
        all.add(Sample.good(
                "PDF with objects in a stream", "a.pdf", Pdfs.pdf("", "", Pdfs.objectStream("<</Type/Font>>"))));
        all.add(Sample.good("PDF with a stream", "a.pdf", Pdfs.pdf("", "", Pdfs.stream("", Bytes.random(3000, 5)))));
        String outlines = "<</Type/Outlines/First 5 0 R/Last 5 0 R/Count 1>>";
        String head = "/Type/XObject/Subtype/Image/Width 2400/Height 2400/BitsPerComponent 8/ColorSpace/DeviceGray";
        for (int grey : new int[] {0, ' ', '5', 'x', 0xff}) {
            byte[] plain = new byte[2400 * 2400];
            Arrays.fill(plain, (byte) grey);
            String packed = Pdfs.packed(head, "\n", plain);
            String apart = "% " + "-".repeat(70_000);
            all.add(Sample.good(
                    "PDF with outlines and a picture of " + grey, "a.pdf", Pdfs.pdf("", "", outlines, packed)));
            all.add(Sample.good(
                    "PDF with outlines apart from pictures of " + grey,
                    "a.pdf",
                    Pdfs.pdf("", "", outlines, apart, packed, packed)));
        }
        for (String text : List.of(
                "/A<</S/URI/URI(https://developer.mozilla.org/en-US/docs/Web/JavaScript)>>",
                "/Title(Introduction to HTML/CSS/JavaScript)",
                "/Title(JavaScript/JS and React/JS )",
                "/Title(HTML/JS, Node/JS)/Subject(x/JavaScript)")) {
            all.add(Sample.good("PDF with " + text, "a.pdf", Pdfs.pdf("", "", "<<" + text + ">>", outlines)));
            all.add(Sample.good(
                    "PDF with a packed " + text, "a.pdf", Pdfs.pdf("", "", Pdfs.objectStream("<<" + text + ">>"))));
        }
        String[] pages = new String[2_500];
        Arrays.fill(pages, Pdfs.packed("", "0.5 0 0 0.5 0 0 cm"));
        pages[0] = Pdfs.objectStream("<</Type/Font>>");
        all.add(Sample.good("PDF of many pages", "a.pdf", Pdfs.pdf("", "", pages)));
        for (Sample sample : active()) {
            all.add(sample.under("allowed", everything(), null));
        }
    }

    private static Ole2 doc() {
        return new Ole2().add("WordDocument", Ole2.word(0)).add("1Table", new byte[4096]);
    }

    private static Ole2 xls() {
        return new Ole2().add("Workbook", Ole2.workbook(Ole2.sheet(0)));
    }

    private static byte[] withSvg(String picture, Charset charset) {
        Zip zip = Ooxml.docx().remove(Ooxml.TYPES);
        zip.add(
                Ooxml.TYPES,
                Ooxml.types("<Default Extension=\"svg\" ContentType=\"image/svg+xml\"/>"
                        + Ooxml.override("/word/document.xml", Ooxml.DOCX)));
        zip.add("word/media/image1.svg", picture.getBytes(charset));
        return zip.build();
    }

    private static byte[] withMain(String part, byte[] text) {
        Zip zip = Ooxml.docx().remove(Ooxml.TYPES).remove("_rels/.rels").remove("word/document.xml");
        zip.add(Ooxml.TYPES, Ooxml.types(Ooxml.override("/" + part, Ooxml.DOCX)));
        zip.add("_rels/.rels", Ooxml.rels(Ooxml.rel("rId1", "officeDocument", part, "")));
        zip.add(part, text);
        return zip.build();
    }

    private static byte[] withPart(String name, byte[] part) {
        Zip zip = Ooxml.docx();
        zip.add(name, part);
        return zip.build();
    }

    private static byte[] withTemplate(String target) {
        return withPart(
                "word/_rels/settings.xml.rels",
                Bytes.utf8(Ooxml.rels(Ooxml.rel("a", "attachedTemplate", target, EXTERNAL))));
    }

    private static byte[] withChunk(String target, String type, String text) {
        Zip zip = Ooxml.docx().remove(Ooxml.TYPES).remove("word/_rels/document.xml.rels");
        zip.add(
                Ooxml.TYPES,
                Ooxml.types(Ooxml.override("/word/document.xml", Ooxml.DOCX)
                        + Ooxml.override("/word/chunk.txt", type)
                        + Ooxml.override("/chunk.txt", "text/plain")));
        zip.add("word/_rels/document.xml.rels", Ooxml.rels(Ooxml.rel("a", "aFChunk", target, "")));
        zip.add("word/chunk.txt", text);
        return zip.build();
    }

    private static Zip libreOffice() {
        Zip zip = Ooxml.docx();
        zip.first("_rels/.rels");
        zip.add("docProps/app.xml", "<Properties/>");
        zip.add("docProps/core.xml", "<coreProperties/>");
        zip.add("word/fontTable.xml", "<w:fonts xmlns:w=\"x\"/>");
        zip.add("word/settings.xml", "<w:settings xmlns:w=\"x\"/>");
        zip.entries().forEach(e -> e.flags = 0);
        return zip;
    }

    private static Zip padded() {
        Zip zip = Ooxml.docx();
        zip.find(Ooxml.TYPES).localExtra = new Bytes()
                .le16(0xa220)
                .le16(260)
                .le16(0xa028)
                .add(new byte[258])
                .get();
        zip.entries().forEach(e -> e.flags = 6);
        return zip;
    }

    private static Zip streamed(boolean unsigned) {
        Zip zip = Ooxml.docx();
        zip.entries().forEach(e -> {
            e.descriptor = true;
            e.unsignedDescriptor = unsigned;
        });
        return zip;
    }

    private static Zip wide(Zip zip) {
        zip.entries().forEach(e -> e.zip64Local = true);
        return zip;
    }

    /** What holds something that runs or is locked. */
    private static List<Sample> active() {
        Zip vba = Ooxml.docx();
        vba.add("word/vbaProject.bin", Bytes.random(100, 8));
        Zip sheet = Ooxml.xlsx();
        sheet.add("xl/macrosheets/sheet1.xml", "<a/>");
        Zip control = Ooxml.docx();
        control.add("word/activeX/activeX1.xml", "<a/>");
        Zip controlType = Ooxml.docx().remove(Ooxml.TYPES);
        controlType.add(
                Ooxml.TYPES,
                Ooxml.types(Ooxml.override("/word/document.xml", Ooxml.DOCX)
                        + Ooxml.override("/word/c/c1.xml", "application/vnd.ms-office.activeX+xml")));
        Zip controlLink = Ooxml.docx();
        controlLink.add("word/_rels/x.xml.rels", Ooxml.rels(Ooxml.rel("a", "control", "c/c1.xml", "")));
        Zip controlData = Ooxml.docx();
        controlData.add(
                "word/c/_rels/c1.xml.rels",
                Ooxml.rels("<Relationship Id=\"a\" Type=\"http://schemas.microsoft.com/office/2006"
                        + "/relationships/activeXControlBinary\" Target=\"c1.bin\"/>"));
        Zip wrapped = Ooxml.docx();
        wrapped.add("word/embeddings/oleObject1.bin", "\u0001Ole10Native".getBytes(StandardCharsets.UTF_16LE));
        Zip template = Ooxml.docx();
        template.add(
                "word/_rels/settings.xml.rels",
                Ooxml.rels(Ooxml.rel("a", "attachedTemplate", "http://evil.example/x.dotm", EXTERNAL)));
        Zip frame = Ooxml.docx();
        frame.add(
                "word/_rels/webSettings.xml.rels",
                Ooxml.rels(Ooxml.rel("a", "frame", "http://evil.example/", EXTERNAL)));
        Zip vbaRel = Ooxml.docx();
        vbaRel.add(
                "word/_rels/x.xml.rels",
                Ooxml.rels("<Relationship Id=\"a\" Type=\"http://schemas.microsoft.com/office/2006"
                        + "/relationships/vbaProject\" Target=\"harmless.bin\"/>"));
        Zip inner = Ooxml.xlsx();
        inner.add("xl/vbaProject.bin", Bytes.random(100, 8));
        Zip innerObject = Ooxml.docx();
        innerObject.add(
                "word/embeddings/object.xml",
                doc().add("\u0001oLE10nATIVE", new byte[4096]).build());
        List<Sample> all = new ArrayList<>();
        for (String target : List.of(
                "https://evil.example/x.dotx",
                "\\\\evil.example\\x.dotx",
                "//evil.example/x.dotx",
                "/\\evil.example/x.dotx",
                " http://evil.example/x.dotx",
                "http%3A//evil.example/x.dotx",
                "%5c%5cevil.example%5cx.dotx",
                "file://evil.example/C:/x.dotx",
                "file:////evil.example/x.dotx",
                "file:///\\\\evil.example\\x.dotx",
                "file:///%5c%5cevil.example/x.dotx")) {
            all.add(Sample.hostile("docx with the template " + target, "a.docx", withTemplate(target), ACTIVE_CONTENT));
        }
        String script = "10 0 <</S/JavaScript/JS(x)>>";
        String objects = "/Type/ObjStm/N 1/First 5";
        for (String lineEnd : List.of(" \n", "  \r\n", "%x\r\n", "", "   ", "\r", "%" + "x".repeat(200) + "\n")) {
            all.add(Sample.hostile(
                    "PDF with JavaScript in a stream behind '" + lineEnd.replaceAll("[^ -~]", "?") + "'",
                    "a.pdf",
                    Pdfs.pdf("", "", Pdfs.packed(objects, lineEnd, Bytes.ascii(script))),
                    ACTIVE_CONTENT));
        }
        for (String start : List.of("x y ", "\0\0", "\u00ff\u00fe ", "\0".repeat(100_000), "x".repeat(9000) + " ")) {
            all.add(Sample.hostile(
                    "PDF with JavaScript in a stream that starts with " + start.length() + " of "
                            + (int) start.charAt(0),
                    "a.pdf",
                    Pdfs.pdf("", "", Pdfs.packed(objects, start + script)),
                    ACTIVE_CONTENT));
        }
        for (String start : List.of("", "x y ", "\0\0")) {
            all.add(Sample.hostile(
                    "PDF with JavaScript in a stream far from its dictionary, starting with " + start.length(),
                    "a.pdf",
                    Pdfs.pdf("", "", Pdfs.packed(objects + " ".repeat(70_000), start + script + " ".repeat(40))),
                    ACTIVE_CONTENT));
        }
        all.add(Sample.hostile(
                "PDF with JavaScript in a stream without a good header",
                "a.pdf",
                Pdfs.pdf(
                        "",
                        "",
                        Pdfs.stream(
                                objects + "/Filter/FlateDecode",
                                Bytes.patched(Pdfs.deflated(Bytes.ascii(script)), 0, 1, 2))),
                ACTIVE_CONTENT));
        for (String action : List.of("/JS (x)", "/JS\n\0 7 0 R", "/J#53<41>", "/JS%x\n(x)")) {
            all.add(Sample.hostile(
                    "PDF with the script " + action.replaceAll("[^ -~]", "?"),
                    "a.pdf",
                    Pdfs.pdf("", "", "<</S/JavaScript" + action + ">>"),
                    ACTIVE_CONTENT));
        }
        all.add(Sample.hostile(
                "PDF with JavaScript whose script is in a packed object",
                "a.pdf",
                Pdfs.pdf("", "", "<</S/JavaScript>>", Pdfs.objectStream("<</JS(x)>>")),
                ACTIVE_CONTENT));
        String chunk = "chunk.txt";
        for (String type : List.of("application/rtf", "text/html", "message/rfc822", "application/xhtml+xml")) {
            all.add(Sample.hostile(
                    "docx with a chunk of " + type, "a.docx", withChunk(chunk, type, "words"), ACTIVE_CONTENT));
        }
        for (String target :
                List.of("../word/chunk.txt", "./chunk.txt", "chunk%2Etxt", "a.rtf#/../chunk.txt", "other.rtf")) {
            all.add(Sample.hostile(
                    "docx with the chunk " + target,
                    "a.docx",
                    withChunk(target, "text/plain", "words"),
                    ACTIVE_CONTENT));
        }
        all.add(Sample.hostile(
                "docx with rich text that is called plain",
                "a.docx",
                withChunk(chunk, "text/plain", "{\\rtf1{\\object\\objautlink\\objupdate}}"),
                ACTIVE_CONTENT));
        for (String name : List.of("word/embeddings/object.bin", "word/embeddings/object.dat", "word/object.xml")) {
            all.add(Sample.hostile(
                    "docx with a wrapped file in other case in " + name,
                    "a.docx",
                    withPart(
                            name, doc().add("\u0001oLE10nATIVE", new byte[4096]).build()),
                    ACTIVE_CONTENT));
            all.add(Sample.hostile(
                    "docx with macros in " + name,
                    "a.docx",
                    withPart(name, doc().add("_VBA_PROJECT", new byte[4096]).build()),
                    MACROS));
        }
        all.add(Sample.hostile(
                "docx with macros in a workbook", "a.docx", withPart("word/embeddings/a.xlsx", inner.build()), MACROS));
        all.add(Sample.hostile(
                "docx with a wrapped file in a document",
                "a.docx",
                withPart("word/embeddings/a.docx", innerObject.build()),
                ACTIVE_CONTENT));
        all.addAll(List.of(
                Sample.hostile("docx with VBA", "a.docx", vba.build(), MACROS),
                Sample.hostile("docx with VBA under another name", "a.docx", vbaRel.build(), MACROS),
                Sample.hostile("xlsx with a macro sheet", "a.xlsx", sheet.build(), MACROS),
                Sample.hostile("docx with ActiveX", "a.docx", control.build(), ACTIVE_CONTENT),
                Sample.hostile("docx with ActiveX by type", "a.docx", controlType.build(), ACTIVE_CONTENT),
                Sample.hostile("docx with ActiveX by relationship", "a.docx", controlLink.build(), ACTIVE_CONTENT),
                Sample.hostile("docx with the data of ActiveX", "a.docx", controlData.build(), ACTIVE_CONTENT),
                Sample.hostile("docx with a wrapped file", "a.docx", wrapped.build(), ACTIVE_CONTENT),
                Sample.hostile("docx with a template from elsewhere", "a.docx", template.build(), ACTIVE_CONTENT),
                Sample.hostile("docx with a frame from elsewhere", "a.docx", frame.build(), ACTIVE_CONTENT),
                Sample.hostile(
                        "doc with macros",
                        "a.doc",
                        doc().add("Macros", new byte[0]).build(),
                        MACROS),
                Sample.hostile(
                        "doc with a VBA storage",
                        "a.doc",
                        doc().add("VBA", new byte[0]).build(),
                        MACROS),
                Sample.hostile(
                        "doc with a wrapped file",
                        "a.doc",
                        doc().add("\u0001Ole10Native", new byte[4096]).build(),
                        ACTIVE_CONTENT),
                Sample.hostile(
                        "doc, locked",
                        "a.doc",
                        new Ole2().add("WordDocument", Ole2.word(0x100)).build(),
                        ENCRYPTED),
                Sample.hostile(
                        "xls with macros",
                        "a.xls",
                        xls().add("_VBA_PROJECT_CUR", new byte[0]).build(),
                        MACROS),
                Sample.hostile(
                        "xls with an XLM sheet",
                        "a.xls",
                        new Ole2()
                                .add("Workbook", Ole2.workbook(Ole2.sheet(0), Ole2.sheet(1)))
                                .build(),
                        MACROS),
                Sample.hostile(
                        "xls, locked",
                        "a.xls",
                        new Ole2()
                                .add("Workbook", Ole2.workbook(Ole2.record(0x2f, new byte[54])))
                                .build(),
                        ENCRYPTED),
                Sample.hostile("docx, locked", "a.docx", locked(), ENCRYPTED),
                Sample.hostile("xlsx, locked", "a.xlsx", locked(), ENCRYPTED),
                Sample.hostile(
                        "PDF, locked", "a.pdf", Pdfs.pdf("", "/Encrypt 4 0 R", "<</Filter/Standard/V 2>>"), ENCRYPTED),
                Sample.hostile(
                        "PDF with JavaScript",
                        "a.pdf",
                        Pdfs.pdf("/OpenAction<</S/JavaScript/JS(app.alert(1))>>", ""),
                        ACTIVE_CONTENT),
                Sample.hostile(
                        "PDF with escaped JavaScript",
                        "a.pdf",
                        Pdfs.pdf("/OpenAction<</S/J#61va#53cript/JS(x)>>", ""),
                        ACTIVE_CONTENT),
                Sample.hostile(
                        "PDF with JavaScript in a packed object",
                        "a.pdf",
                        Pdfs.pdf("", "", Pdfs.objectStream("<</S/JavaScript/JS(x)>>")),
                        ACTIVE_CONTENT),
                Sample.hostile(
                        "PDF with JavaScript behind blanks in a packed object",
                        "a.pdf",
                        Pdfs.pdf(
                                "",
                                "",
                                Pdfs.packed(
                                        "/Type/ObjStm/N 1/First 105",
                                        " ".repeat(100) + "10 0 <</S/JavaScript/JS(x)>>")),
                        ACTIVE_CONTENT),
                Sample.hostile(
                        "PDF with JavaScript behind a comment in a packed object",
                        "a.pdf",
                        Pdfs.pdf("", "", Pdfs.packed("/Type/ObjStm/N 1/First 8", "%x\n10 0 <</S/JavaScript/JS(x)>>")),
                        ACTIVE_CONTENT),
                Sample.hostile(
                        "PDF that starts a program",
                        "a.pdf",
                        Pdfs.pdf("/OpenAction<</S/Launch/F(cmd.exe)>>", ""),
                        ACTIVE_CONTENT),
                Sample.hostile("PDF with a film", "a.pdf", Pdfs.pdf("", "", "<</Subtype/RichMedia>>"), ACTIVE_CONTENT),
                Sample.hostile(
                        "PDF with a file",
                        "a.pdf",
                        Pdfs.pdf("/Names<</EmbeddedFiles 4 0 R>>", "", "<<>>"),
                        EMBEDDED_FILES),
                Sample.hostile(
                        "PDF with a file in a packed object",
                        "a.pdf",
                        Pdfs.pdf("", "", Pdfs.objectStream("<</Type /EmbeddedFile>>")),
                        EMBEDDED_FILES)));
        return all;
    }

    private static String hex(int bytes) {
        return HexFormat.of().formatHex(Bytes.random(bytes, 12));
    }

    private static byte[] locked() {
        return new Ole2()
                .add("EncryptedPackage", Bytes.random(4096, 9))
                .add("EncryptionInfo", new byte[4096])
                .build();
    }

    static void addHostile(List<Sample> all) {
        Zip filling = Ooxml.docx();
        filling.add("word/_rels/x.xml.rels", Ooxml.rels("<Relationship Id=\"" + hex(150_000) + "\"/>"));
        Zip deep = Ooxml.docx();
        deep.add("word/_rels/x.xml.rels", Ooxml.rels("<a>".repeat(100) + hex(500) + "</a>".repeat(100)));
        all.add(Sample.hostile(
                "docx with a value that fills the memory", "a.docx", filling.build(), ARCHIVE_TOO_LARGE));
        all.add(Sample.hostile("docx with elements that fill the stack", "a.docx", deep.build(), CONTENT_MALFORMED));
        all.addAll(active());
        all.add(Sample.hostile(
                "PDF with a stream of objects that fills the memory",
                "a.pdf",
                Pdfs.pdf("", "", Pdfs.packed("/Type/ObjStm/N 1/First 5", "10 0 ".repeat(2_000_000))),
                ARCHIVE_RATIO));
        all.add(Sample.hostile(
                "PDF with streams within streams that hold nothing",
                "a.pdf",
                Pdfs.pdf("", "", Pdfs.nestedStreams(300, 20_000)),
                ARCHIVE_RATIO));
        byte[] docx = Ooxml.docx().build();
        byte[] xlsx = Ooxml.xlsx().build();
        byte[] doc = doc().build();
        byte[] xls = xls().build();
        byte[] pdf = Pdfs.pdf();
        byte[][] files = {docx, xlsx, doc, xls, pdf};
        String[] names = {"a.docx", "a.xlsx", "a.doc", "a.xls", "a.pdf"};
        for (int i = 0; i < files.length; i++) {
            for (int k = 0; k < files.length; k++) {
                if (i != k) {
                    all.add(Sample.hostile("renamed " + names[k], names[i], files[k], CONTENT_MISMATCH));
                }
            }
            for (int fifth = 1; fifth < 5; fifth++) {
                all.add(Sample.hostile(
                        "cut after " + fifth + " fifths",
                        names[i],
                        Bytes.cut(files[i], files[i].length * fifth / 5),
                        CONTENT_TRUNCATED));
            }
            // The table of a compound file names up to 128 sectors.
            int tail = i == 2 || i == 3 ? 130 * 512 : 900;
            all.add(Sample.hostile(
                    "with random bytes behind", names[i], Bytes.join(files[i], Bytes.random(tail, 4)), TRAILING_DATA));
            if (i >= 2) {
                all.add(Sample.hostile("with an archive behind", names[i], Bytes.join(files[i], docx), POLYGLOT));
            }
            all.add(Sample.hostile("random bytes", names[i], Bytes.random(3000, i), CONTENT_MISMATCH));
            all.add(Sample.hostile("a page", names[i], Bytes.ascii("<html>"), CONTENT_MISMATCH));
            all.add(Sample.hostile(
                    "a program",
                    names[i],
                    Bytes.join(Bytes.ascii("MZ\u0090\0\3\0\0\0\4\0\0\0\u00ff\u00ff\0\0"), new byte[500]),
                    CONTENT_MISMATCH));
            all.add(Sample.hostile("a picture", names[i], Images.png(3, 3), CONTENT_MISMATCH));
            all.add(Sample.hostile(
                    "a program with an archive behind",
                    names[i],
                    Bytes.join(Bytes.ascii("JUNK"), docx),
                    i < 2 ? POLYGLOT : CONTENT_MISMATCH));
        }
        pdfs(all, pdf);
        packages(all);
        inside(all);
        compound(all, doc);
    }

    private static void pdfs(List<Sample> all, byte[] pdf) {
        all.add(Sample.hostile("PDF, header only", "a.pdf", Bytes.ascii("%PDF-1.7\n"), CONTENT_TRUNCATED));
        all.add(Sample.hostile(
                "PDF with a page behind", "a.pdf", Bytes.join(pdf, Bytes.ascii("<html><script>x</script>")), POLYGLOT));
        all.add(Sample.hostile(
                "PDF behind a page", "a.pdf", Bytes.join(Bytes.ascii("<html><!-- "), pdf), CONTENT_MISMATCH));
        all.add(Sample.hostile(
                "PDF with a page in front",
                "a.pdf",
                Bytes.ascii(new String(pdf, StandardCharsets.ISO_8859_1)
                        .replaceFirst("\n", "\n%<script>alert(1)</script>\n")),
                POLYGLOT));
        all.add(Sample.hostile(
                "PDF whose trailer points behind its end",
                "a.pdf",
                Bytes.ascii(new String(pdf, StandardCharsets.ISO_8859_1)
                        .replaceFirst("startxref\n\\d+", "startxref\n999999")),
                CONTENT_MALFORMED));
        all.add(Sample.hostile(
                "PDF whose trailer points nowhere",
                "a.pdf",
                Bytes.ascii(
                        new String(pdf, StandardCharsets.ISO_8859_1).replaceFirst("startxref\n\\d+", "startxref\n10")),
                CONTENT_MALFORMED));
        all.add(Sample.hostile(
                "PDF without startxref",
                "a.pdf",
                Bytes.ascii(new String(pdf, StandardCharsets.ISO_8859_1).replace("startxref", "startnone")),
                CONTENT_MALFORMED));
        all.add(Sample.hostile("PDF of no version", "a.pdf", Bytes.patched(pdf, 5, 'x'), CONTENT_MALFORMED));
    }

    private static void packages(List<Sample> all) {
        String word = "application/vnd.ms-word.";
        all.add(Sample.hostile(
                "docm",
                "a.docx",
                Ooxml.withMainType(word + "document.macroEnabled.main+xml").build(),
                MACROS));
        all.add(Sample.hostile(
                "dotm",
                "a.docx",
                Ooxml.withMainType(word + "template.macroEnabledTemplate.main+xml")
                        .build(),
                MACROS));
        all.add(Sample.hostile(
                "dotx",
                "a.docx",
                Ooxml.withMainType(Ooxml.DOCX.replace("document.main", "template.main"))
                        .build(),
                CONTENT_MISMATCH));
        all.add(Sample.hostile(
                "pptx",
                "a.docx",
                Ooxml.withMainType("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml")
                        .build(),
                CONTENT_MISMATCH));
        Zip plain = new Zip();
        plain.add("hello.txt", "hello");
        all.add(Sample.hostile("a plain archive", "a.docx", plain.build(), CONTENT_MISMATCH));
        Zip jar = new Zip();
        jar.add("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n");
        all.add(Sample.hostile("a jar", "a.docx", jar.build(), CONTENT_MISMATCH));
        Zip odt = new Zip();
        odt.add("mimetype", "application/vnd.oasis.opendocument.text").stored = true;
        odt.add("content.xml", "<a/>");
        all.add(Sample.hostile("an odt", "a.docx", odt.build(), CONTENT_MISMATCH));
        all.add(Sample.hostile(
                "docx without relationships",
                "a.docx",
                Ooxml.docx().remove("_rels/.rels").build(),
                CONTENT_MISMATCH));
        all.add(Sample.hostile(
                "docx without types", "a.docx", Ooxml.docx().remove(Ooxml.TYPES).build(), CONTENT_MISMATCH));
        all.add(Sample.hostile(
                "docx without its main part",
                "a.docx",
                Ooxml.docx().remove("word/document.xml").build(),
                CONTENT_MALFORMED));
        all.add(Sample.hostile(
                "docx with a DTD in its types",
                "a.docx",
                replaced(
                        Ooxml.TYPES,
                        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                                + Ooxml.types("").substring(56)),
                CONTENT_MALFORMED));
        all.add(Sample.hostile(
                "docx with a DTD in its text",
                "a.docx",
                replaced("word/document.xml", "<!DOCTYPE x [<!ENTITY e \"ha\">]><x>&e;</x>"),
                CONTENT_MALFORMED));
        Zip wideDtd = Ooxml.docx().remove("word/styles.xml");
        wideDtd.add("word/styles.xml", "\ufeff<!DOCTYPE x><x/>".getBytes(StandardCharsets.UTF_16LE));
        all.add(Sample.hostile("docx with a DTD in UTF-16", "a.docx", wideDtd.build(), CONTENT_MALFORMED));
        String dtd = "<!DOCTYPE x [<!ENTITY e SYSTEM \"http://evil/x\">]><x>&e;</x>";
        for (String start : List.of("", "\ufeff", "<?xml version=\"1.0\"?>\n", " \r\n".repeat(200), "<!-- x -->")) {
            for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE)) {
                all.add(Sample.hostile(
                        "docx with a DTD in a part of any name, " + charset + ", behind " + start.length(),
                        "a.docx",
                        withMain("word/document.dat", (start + dtd).getBytes(charset)),
                        CONTENT_MALFORMED));
            }
        }
        for (String part : List.of("word/document.xml", "word/document.dat")) {
            String declared = "<?xml version=\"1.0\" encoding=\"IBM037\"?>" + dtd;
            all.add(Sample.hostile(
                    "docx in EBCDIC, " + part,
                    "a.docx",
                    withMain(part, declared.getBytes(Charset.forName("IBM037"))),
                    CONTENT_MALFORMED));
            for (String encoding : List.of(
                    "\"UTF-7\"", " = 'ISO-2022-JP' ", "\"utf-8\" encoding=\"IBM037\"", "\"" + "x".repeat(600) + "\"")) {
                all.add(Sample.hostile(
                        "docx whose text says " + encoding + ", " + part,
                        "a.docx",
                        withMain(part, Bytes.ascii("<?xml version=\"1.0\" encoding=" + encoding + "?><x/>")),
                        CONTENT_MALFORMED));
            }
        }
        for (String doctype : List.of(
                SVG_DTD.replace("svg11.dtd", "x.dtd"),
                SVG_DTD.replace(">", " [<!ENTITY e SYSTEM 'x'>]>"),
                "<!DOCTYPE svg>",
                "<!--" + SVG_DTD + "-->" + dtd)) {
            all.add(Sample.hostile(
                    "docx with a picture that has another DTD: " + doctype,
                    "a.docx",
                    withSvg(doctype + "<svg/>", StandardCharsets.UTF_8),
                    CONTENT_MALFORMED));
        }
        String halves = SVG_DTD.replace("\">", "\u2200\u3e00\" [<!ENTITY e SYSTEM 'x'>]>");
        for (Charset charset : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE, StandardCharsets.UTF_8)) {
            all.add(Sample.hostile(
                    "docx with a picture whose DTD has letters that look like its end, " + charset,
                    "a.docx",
                    withSvg("\ufeff" + halves + "<svg/>", charset),
                    CONTENT_MALFORMED));
        }
        all.add(Sample.hostile(
                "docx with types in UTF-7",
                "a.docx",
                replaced(Ooxml.TYPES, Ooxml.types("").replace("UTF-8", "UTF-7")),
                CONTENT_MALFORMED));
        all.add(Sample.hostile(
                "docx with broken types", "a.docx", replaced(Ooxml.TYPES, "<Types><x></Types>"), CONTENT_MALFORMED));
        all.add(Sample.hostile(
                "docx with two main parts",
                "a.docx",
                replaced(
                        "_rels/.rels",
                        Ooxml.rels(
                                Ooxml.rel("a", "officeDocument", "word/document.xml", ""),
                                Ooxml.rel("b", "officeDocument", "word/styles.xml", ""))),
                ARCHIVE_AMBIGUOUS));
        all.add(Sample.hostile(
                "docx with two types of a part",
                "a.docx",
                replaced(
                        Ooxml.TYPES,
                        Ooxml.types(Ooxml.override("/word/document.xml", Ooxml.DOCX)
                                + Ooxml.override("/Word/document.xml", "x/y"))),
                ARCHIVE_AMBIGUOUS));
        all.add(Sample.hostile("docx that is also a PDF", "a.docx", pdfInside(), POLYGLOT));
    }

    /** What is refused by itself is refused inside of a document. */
    private static void inside(List<Sample> all) {
        Zip macroSheet = Ooxml.xlsx().remove(Ooxml.TYPES);
        macroSheet.add(
                Ooxml.TYPES,
                Ooxml.types(Ooxml.override("/xl/workbook.xml", Ooxml.XLSX)
                        + Ooxml.override("/xl/m/s1.xml", "application/vnd.ms-excel.macrosheet+xml")));
        Zip control = Ooxml.docx();
        control.add("word/_rels/x.xml.rels", Ooxml.rels(Ooxml.rel("a", "control", "c/c1.xml", "")));
        byte[] template = withTemplate("https://evil.example/x.dotx");
        byte[] macroBook =
                new Ole2().add("Workbook", Ole2.workbook(Ole2.sheet(1))).build();
        byte[] wrappedSheet = new Ole2().add("Package", longPackage(macroSheet)).build();
        byte[] twoBooks = new Ole2()
                .add("Workbook", Ole2.workbook(Ole2.sheet(0)))
                .add("workbook", Ole2.workbook(Ole2.sheet(1)))
                .build();
        addInside(all, "a macro sheet in another folder", macroSheet.build(), MACROS);
        addInside(all, "ActiveX by relationship", control.build(), ACTIVE_CONTENT);
        addInside(all, "a template from elsewhere", template, ACTIVE_CONTENT);
        addInside(
                all,
                "a document inside with a template from elsewhere",
                withPart("a/b.docx", template),
                ACTIVE_CONTENT);
        addInside(all, "an Excel 4 macro sheet", macroBook, MACROS);
        addInside(all, "a document inside with an Excel 4 macro sheet", withPart("a/b.xls", macroBook), MACROS);
        addInside(all, "a packed macro sheet", wrappedSheet, MACROS);
        addInside(
                all,
                "an object in an object",
                new Ole2().add("CONTENTS", macroBook).build(),
                MACROS);
        addInside(all, "two workbooks of one name", twoBooks, ARCHIVE_AMBIGUOUS);
        addInside(all, "a password", locked(), ENCRYPTED);
        addInside(all, "half of one", Bytes.cut(macroBook, 2048), CONTENT_TRUNCATED);
        all.add(Sample.hostile(
                "doc with a packed macro sheet",
                "a.doc",
                doc().add("Package", longPackage(macroSheet)).build(),
                MACROS));
        byte[] deep = doc().build();
        for (int i = 0; i < 4; i++) {
            deep = new Ole2().add("CONTENTS", deep).build();
        }
        addInside(all, "objects in objects", deep, ARCHIVE_NESTING);
    }

    private static void addInside(List<Sample> all, String what, byte[] inside, UploadReason reason) {
        String title = "docx with a document inside with " + what;
        all.add(Sample.hostile(title, "a.docx", withPart("word/embeddings/inside.bin", inside), reason));
        all.add(Sample.hostile(title, "a.docx", withPart("word/media/inside", inside), reason));
    }

    /** Too long for a small stream. */
    private static byte[] longPackage(Zip zip) {
        zip.add("docProps/filling.bin", Bytes.random(4096, 20));
        return zip.build();
    }

    private static byte[] pdfInside() {
        Zip zip = Ooxml.docx();
        zip.add("%PDF-1.4.txt", "x");
        return zip.first("%PDF-1.4.txt").build();
    }

    private static byte[] replaced(String part, String text) {
        Zip zip = Ooxml.docx().remove(part);
        zip.add(part, text);
        return zip.build();
    }

    private static void compound(List<Sample> all, byte[] doc) {
        all.add(Sample.hostile(
                "a mail",
                "a.doc",
                new Ole2().add("__properties_version1.0", new byte[4096]).build(),
                CONTENT_MISMATCH));
        all.add(Sample.hostile(
                "doc and xls in one",
                "a.doc",
                doc().add("Workbook", Ole2.workbook()).build(),
                CONTENT_MISMATCH));
        all.add(Sample.hostile(
                "doc that is none",
                "a.doc",
                new Ole2().add("WordDocument", new byte[4096]).build(),
                CONTENT_MALFORMED));
        all.add(Sample.hostile(
                "xls that is none",
                "a.xls",
                new Ole2().add("Workbook", new byte[4096]).build(),
                CONTENT_MALFORMED));
        byte[] macros = Ole2.workbook(Ole2.sheet(1));
        byte[] sheets = Ole2.workbook(Ole2.sheet(0));
        for (String second : List.of("Workbook", "wORKBOOK", "Wor\u212aboo\u212a")) {
            all.add(Sample.hostile(
                    "xls with a second workbook " + second,
                    "a.xls",
                    new Ole2().add("Workbook", sheets).add(second, macros).build(),
                    ARCHIVE_AMBIGUOUS));
        }
        all.add(Sample.hostile(
                "xls with macros for older programs",
                "a.xls",
                new Ole2().add("Workbook", sheets).add("Book", macros).build(),
                MACROS));
        all.add(Sample.hostile(
                "doc with a second document",
                "a.doc",
                new Ole2()
                        .add("WordDocument", Ole2.word(0))
                        .add("WordDocument", Ole2.word(0x100))
                        .build(),
                ARCHIVE_AMBIGUOUS));
        byte[] themed = new Ole2()
                .add("WordDocument", Ole2.word(0))
                .add("1Table", Bytes.join(new byte[4096], Ooxml.docx().build()))
                .build();
        all.add(Sample.hostile(
                "doc with an archive behind the end of a stream",
                "a.doc",
                Bytes.patched(themed, 1024 + 2 * 128 + 120, 0, 0x10, 0, 0),
                POLYGLOT));
        all.add(Sample.hostile(
                "doc with an archive in a stream and one behind",
                "a.doc",
                Bytes.join(themed, Ooxml.docx().build()),
                POLYGLOT));
        // The sector of the table follows the header; its second number is what follows the directory.
        all.add(Sample.hostile(
                "doc whose directory is a ring", "a.doc", Bytes.patched(doc, 512 + 4, 1, 0, 0, 0), CONTENT_MALFORMED));
        all.add(Sample.hostile(
                "doc whose stream is a ring", "a.doc", Bytes.patched(doc, 512 + 8, 200, 0, 0, 0), CONTENT_TRUNCATED));
        all.add(Sample.hostile(
                "doc whose tree is a ring",
                "a.doc",
                Bytes.patched(doc, 1024 + 128 + 68, 1, 0, 0, 0),
                CONTENT_MALFORMED));
        all.add(Sample.hostile(
                "doc of a huge table", "a.doc", Bytes.patched(doc, 44, 0xff, 0xff, 0xff, 0x7f), CONTENT_TRUNCATED));
        all.add(Sample.hostile("doc of odd sectors", "a.doc", Bytes.patched(doc, 30, 31), CONTENT_MALFORMED));
    }
}
