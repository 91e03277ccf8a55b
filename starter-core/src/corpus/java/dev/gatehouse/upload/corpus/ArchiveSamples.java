package dev.gatehouse.upload.corpus;

import static dev.gatehouse.upload.content.UploadReason.*;

import dev.gatehouse.upload.UploadPolicy;
import dev.gatehouse.upload.content.ArchiveBudget;
import dev.gatehouse.upload.content.ContentRules;
import dev.gatehouse.upload.content.UploadReason;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Archives that pretend to be documents, or lie about what is in them. */
final class ArchiveSamples {

    private static final long LINK = 0xa1ffL << 16;

    private ArchiveSamples() {}

    static void addHostile(List<Sample> all) {
        bombs(all);
        for (String path : List.of(
                "../evil.xml",
                "word/../../evil.xml",
                "/etc/passwd",
                "..\\evil.xml",
                "C:/evil.xml",
                "word/..",
                "a//b.xml",
                "./a.xml",
                "a/./b.xml",
                "a\u0001.xml",
                "x".repeat(600))) {
            add(all, "docx with a path", ARCHIVE_PATH, zip -> zip.add(path, "x"));
        }
        add(all, "docx with a link", ARCHIVE_LINK, zip -> {
            Zip.Entry entry = zip.add("word/link.xml", "/etc/passwd");
            entry.madeBy = 3 << 8 | 20;
            entry.attributes = LINK;
        });
        add(
                all,
                "docx with a link, said to be of DOS",
                ARCHIVE_LINK,
                zip -> zip.add("word/link.xml", "/etc/passwd").attributes = LINK);
        add(all, "docx with a device", ARCHIVE_LINK, zip -> {
            Zip.Entry entry = zip.add("word/tty", "");
            entry.madeBy = 3 << 8 | 20;
            entry.attributes = 0x21ffL << 16;
        });
        add(all, "docx with a part twice", ARCHIVE_DUPLICATE, zip -> zip.add("word/document.xml", "<x/>"));
        add(all, "docx with a part twice, in capitals", ARCHIVE_DUPLICATE, zip -> zip.add("WORD/document.xml", "<x/>"));
        add(all, "docx with a part twice, decomposed", ARCHIVE_DUPLICATE, zip -> {
            zip.add("word/\u00e4.xml", "<x/>");
            zip.add("word/a\u0308.xml", "<x/>");
        });
        lies(all);
        nestedLies(all);
    }

    private static void bombs(List<Sample> all) {
        add(all, "docx with a bomb of zeros", ARCHIVE_RATIO, zip -> zip.add("word/media/a.bmp", new byte[8 << 20]));
        add(
                all,
                "docx with a bomb that says it is small",
                ARCHIVE_RATIO,
                zip -> zip.add("word/media/a.bmp", new byte[8 << 20]).size = 10);
        add(all, "docx of 3000 parts", ARCHIVE_TOO_MANY_ENTRIES, zip -> {
            for (int i = 0; i < 3000; i++) {
                zip.add("word/media/" + i + ".txt", "").stored = true;
            }
        });
        add(all, "docx with a nested bomb", ARCHIVE_RATIO, zip -> {
            Zip inner = new Zip();
            inner.add("a", new byte[8 << 20]);
            zip.add("word/embeddings/a.zip", inner.build());
        });
        add(all, "docx with archives in archives", ARCHIVE_NESTING, zip -> {
            byte[] inner = Ooxml.docx().build();
            for (int i = 0; i < 4; i++) {
                Zip next = new Zip();
                next.add("a.zip", inner);
                inner = next.build();
            }
            zip.add("word/embeddings/a.zip", inner);
        });
        add(all, "docx with a nested archive of many entries", ARCHIVE_TOO_MANY_ENTRIES, zip -> {
            Zip inner = new Zip();
            for (int i = 0; i < 2500; i++) {
                inner.add("f" + i, "").stored = true;
            }
            zip.add("word/embeddings/a.zip", inner.build());
        });
        add(all, "docx with a nested path", ARCHIVE_PATH, zip -> {
            Zip inner = new Zip();
            inner.add("../../a", "x");
            zip.add("word/embeddings/a.zip", inner.build());
        });
        add(
                all,
                "docx with half an archive inside",
                CONTENT_MALFORMED,
                zip -> zip.add("word/embeddings/a.zip", Bytes.cut(Ooxml.docx().build(), 500)));
        Zip large = Ooxml.docx();
        large.add("word/media/a.bin", Bytes.random(100_000, 7)).stored = true;
        all.add(Sample.hostile("docx too large unpacked", "a.docx", large.build(), ARCHIVE_TOO_LARGE)
                .under("50,000 bytes", budget(new ArchiveBudget(100, 50_000, 200, 1 << 20, 3)), ARCHIVE_TOO_LARGE));
        all.add(Sample.hostile("docx of 5 parts", "a.docx", Ooxml.docx().build(), ARCHIVE_TOO_MANY_ENTRIES)
                .under("4 parts", budget(new ArchiveBudget(4, 50_000, 200, 1 << 20, 3)), ARCHIVE_TOO_MANY_ENTRIES));
    }

    private static UnaryOperator<UploadPolicy.Builder> budget(ArchiveBudget budget) {
        ContentRules d = ContentRules.defaults();
        return p -> p.content(new ContentRules(
                d.maxPixels(), d.maxFrames(), d.trailingData(), false, false, false, false, false, true, budget));
    }

    private static void lies(List<Sample> all) {
        add(
                all,
                "docx with another name in a header",
                ARCHIVE_AMBIGUOUS,
                zip -> zip.find("word/styles.xml").localName = "word/evilss.xml");
        add(all, "docx with a gap", ARCHIVE_AMBIGUOUS, zip -> zip.find("word/styles.xml").gap = Bytes.random(20, 1));
        add(
                all,
                "docx with a hidden entry in a gap",
                ARCHIVE_AMBIGUOUS,
                zip -> zip.find("word/styles.xml").gap = hiddenEntry());
        add(
                all,
                "docx with bytes before the directory",
                ARCHIVE_AMBIGUOUS,
                zip -> zip.beforeDirectory = Bytes.random(20, 1));
        add(all, "docx with bytes in front", POLYGLOT, zip -> zip.prefix = Bytes.ascii("GARBAGE!"));
        add(all, "docx with a comment", TRAILING_DATA, zip -> zip.comment = Bytes.ascii("hello"));
        add(
                all,
                "docx with a second archive as comment",
                ARCHIVE_AMBIGUOUS,
                zip -> zip.comment = Ooxml.xlsx().build());
        add(all, "docx with a wrong count", ARCHIVE_AMBIGUOUS, zip -> zip.countOff = -1);
        add(all, "docx with a too large count", ARCHIVE_AMBIGUOUS, zip -> zip.countOff = 1);
        add(
                all,
                "docx with other flags in a header",
                ARCHIVE_AMBIGUOUS,
                zip -> zip.find("word/styles.xml").localFlags = 0);
        add(
                all,
                "docx with another size in a header",
                ARCHIVE_AMBIGUOUS,
                zip -> zip.find("word/styles.xml").localSize = 3);
        add(all, "docx with a wrong size", CONTENT_MALFORMED, zip -> zip.find("word/styles.xml").size = 3);
        add(all, "docx with a wrong sum", CONTENT_MALFORMED, zip -> zip.find("word/styles.xml").sum = 3);
        add(
                all,
                "docx with bytes behind packed ones",
                ARCHIVE_AMBIGUOUS,
                zip -> zip.find("word/styles.xml").afterDeflate = Bytes.random(30, 2));
        add(
                all,
                "docx with a part of another method",
                CONTENT_MALFORMED,
                zip -> zip.find("word/styles.xml").method = 12);
        add(all, "docx with a locked part", ENCRYPTED, zip -> zip.find("word/styles.xml").flags |= 1);
        add(all, "docx stored with a descriptor", ARCHIVE_AMBIGUOUS, zip -> {
            zip.find("word/styles.xml").stored = true;
            zip.find("word/styles.xml").descriptor = true;
        });
        add(
                all,
                "docx with a second name for a part",
                ARCHIVE_AMBIGUOUS,
                zip -> zip.find("word/styles.xml").centralExtra = new Bytes()
                        .le16(0x7075)
                        .le16(9)
                        .u8(1)
                        .le32(0)
                        .add("evil")
                        .get());
        add(all, "docx with two wide places of a part", ARCHIVE_AMBIGUOUS, ArchiveSamples::secondPlace);
        addNested(all, "two wide places of a part", ARCHIVE_AMBIGUOUS, ArchiveSamples::secondPlace);
        add(
                all,
                "docx with two wide sizes in a header",
                ARCHIVE_AMBIGUOUS,
                zip -> zip.find("word/styles.xml").localExtra = Bytes.join(wide(0), wide(0)));
        add(all, "docx with a third wide number for one", ARCHIVE_AMBIGUOUS, zip -> {
            zip.find("word/styles.xml").wideOffset = true;
            zip.find("word/styles.xml").behindWideOffset = new byte[16];
        });
        add(all, "docx with broken packed bytes", CONTENT_MALFORMED, zip -> {
            Zip.Entry entry = zip.add("word/broken.xml", Bytes.random(50, 3));
            entry.stored = true;
            entry.method = 8;
        });
    }

    /** Some readers take the first, some the last. */
    private static void secondPlace(Zip zip) {
        zip.find("word/styles.xml").wideOffset = true;
        zip.find("word/styles.xml").centralExtra = wide(0);
    }

    private static byte[] wide(long number) {
        return new Bytes().le16(1).le16(8).le64(number).get();
    }

    /** What another reader would find in an archive inside. */
    private static void nestedLies(List<Sample> all) {
        addNested(
                all,
                "a gap",
                ARCHIVE_AMBIGUOUS,
                zip -> zip.add("a.bin", Bytes.random(50, 6)).gap = new byte[] {1, 2, 3, 4});
        addNested(
                all,
                "a hidden entry in a gap",
                ARCHIVE_AMBIGUOUS,
                zip -> zip.find("word/styles.xml").gap = hiddenEntry());
        addNested(
                all,
                "an entry behind the hidden ones",
                ARCHIVE_AMBIGUOUS,
                zip -> zip.beforeDirectory = Bytes.join(Bytes.ascii("gap!"), hiddenEntry()));
        addNested(all, "bytes in front", POLYGLOT, zip -> zip.prefix = Bytes.ascii("GARBAGE!"));
        addNested(all, "bytes in front of it and half an end before its end", POLYGLOT, zip -> {
            zip.prefix = Bytes.ascii("GARBAGE!");
            zip.beforeDirectory = new Bytes().le32(0x06054b50L).add(new byte[6]).get();
        });
        addNested(all, "bytes behind", TRAILING_DATA, zip -> zip.trailer = new byte[1]);
        addNested(all, "a comment", TRAILING_DATA, zip -> zip.comment = Bytes.ascii("hello"));
        addNested(all, "a wrong count", ARCHIVE_AMBIGUOUS, zip -> zip.countOff = -1);
        addNested(
                all,
                "another name in a header",
                ARCHIVE_AMBIGUOUS,
                zip -> zip.find("word/styles.xml").localName = "word/evilss.xml");
        addNested(all, "other flags in a header", ARCHIVE_AMBIGUOUS, zip -> zip.find("word/styles.xml").localFlags = 0);
        addNested(all, "a wrong size", ARCHIVE_AMBIGUOUS, zip -> zip.find("word/styles.xml").size = 3);
        addNested(all, "a wrong sum", ARCHIVE_AMBIGUOUS, zip -> zip.find("word/styles.xml").sum = 3);
        addNested(all, "a part twice", ARCHIVE_DUPLICATE, zip -> zip.add("word/document.xml", "<x/>"));
        addNested(all, "a locked part", ENCRYPTED, zip -> zip.find("word/styles.xml").flags |= 1);
        addNested(all, "a link", ARCHIVE_LINK, zip -> zip.add("word/link.xml", "/etc/passwd").attributes = LINK);
    }

    private static void addNested(List<Sample> all, String title, UploadReason reason, Consumer<Zip> change) {
        Zip inner = Ooxml.docx();
        change.accept(inner);
        add(
                all,
                "docx with a document inside with " + title,
                reason,
                zip -> zip.add("word/embeddings/a.docx", inner.build()));
    }

    private static byte[] hiddenEntry() {
        Zip hidden = new Zip();
        hidden.add("word/evil.xml", "<x/>");
        byte[] all = hidden.build();
        return Bytes.cut(all, all.length - 22 - 46 - 13);
    }

    private static void add(List<Sample> all, String title, UploadReason reason, Consumer<Zip> change) {
        Zip zip = Ooxml.docx();
        change.accept(zip);
        all.add(Sample.hostile(title, "a.docx", zip.build(), reason));
    }
}
