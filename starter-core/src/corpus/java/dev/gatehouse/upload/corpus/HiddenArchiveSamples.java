package dev.gatehouse.upload.corpus;

import static dev.gatehouse.upload.content.UploadReason.POLYGLOT;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Files of other kinds that readers of archives unpack, whatever the end record says of its own numbers. */
final class HiddenArchiveSamples {

    private HiddenArchiveSamples() {}

    static void addHostile(List<Sample> all) {
        archives().forEach((title, archive) -> {
            byte[] png = inPng(archive);
            Zip docx = Ooxml.docx();
            docx.add("word/media/image1.png", png);
            String with = "with an archive " + title;
            all.add(Sample.hostile(with, "a.png", png, POLYGLOT));
            all.add(Sample.hostile(with, "a.jpg", inJpeg(archive), POLYGLOT));
            all.add(Sample.hostile(with, "a.pdf", inPdf(archive), POLYGLOT));
            all.add(Sample.hostile("docx with a picture " + with, "a.docx", docx.build(), POLYGLOT));
        });
    }

    private static Map<String, Zip> archives() {
        Zip uncounted = jar();
        uncounted.countOff = -uncounted.entries().size();
        Zip wide = jar();
        wide.zip64End = true;
        Zip both = jar();
        both.zip64End = true;
        both.narrowEnd = true;
        return new TreeMap<>(Map.of(
                "that counts none of its entries", uncounted,
                "with a wide end", wide,
                "with a wide end beside a narrow one", both));
    }

    private static Zip jar() {
        Zip zip = new Zip();
        zip.add("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nMain-Class: Evil\n").stored = true;
        zip.add("Evil.class", Bytes.random(300, 31)).stored = true;
        return zip;
    }

    private static byte[] inPng(Zip zip) {
        byte[] image = Images.png(2, 2);
        byte[] end = Images.pngEnd();
        int before = image.length - end.length;
        byte[] archive = build(zip, before + 8, 4 + end.length);
        return Bytes.join(Bytes.cut(image, before), Images.chunk("zzZz", archive), end);
    }

    private static byte[] inJpeg(Zip zip) {
        int after = Images.jpeg().length - 20;
        return Images.jpeg(Images.segment(0xfe, build(zip, 24, after)));
    }

    private static byte[] inPdf(Zip zip) {
        byte[] empty = Pdfs.pdf("", "", Pdfs.stream("", new byte[0]));
        String text = new String(empty, StandardCharsets.ISO_8859_1);
        int before = text.indexOf("stream\n") + 7;
        return Pdfs.pdf("", "", Pdfs.stream("", build(zip, before, 0)));
    }

    /** The places in it are counted from its own start, but for that of the wide end; what follows is its comment. */
    private static byte[] build(Zip zip, int before, int after) {
        zip.locatorOff = before;
        zip.comment = new byte[after];
        byte[] all = zip.build();
        return Bytes.cut(all, all.length - after);
    }
}
