package dev.gatehouse.upload.corpus;

import static dev.gatehouse.upload.content.UploadReason.EMBEDDED_FILES;

import java.util.ArrayList;
import java.util.List;

/** PDFs with files that no tree of names tells of (ISO 32000-2, 7.11.3 and 14.13), and those that only look so. */
final class AttachmentSamples {

    private AttachmentSamples() {}

    static void addGood(List<Sample> all) {
        for (String harmless : List.of(
                "/RoleMap<</EF/P>>",
                "/Title(In /EF and /EF 1 of the lens)",
                "/Title(/EF<)",
                "/EFF/StdCF",
                "/EF null",
                "/EF 12 0",
                "/A<</S/URI/URI(https://example.com/EF%20/)>>")) {
            all.add(Sample.good("PDF with " + harmless, "a.pdf", Pdfs.pdf("", "", "<<" + harmless + ">>")));
        }
        for (Sample sample : attachments()) {
            all.add(sample.under("allowed", DocumentSamples.everything(), null));
        }
    }

    static void addHostile(List<Sample> all) {
        all.addAll(attachments());
    }

    private static List<Sample> attachments() {
        List<Sample> all = new ArrayList<>();
        add(all, "a note that is a file", "<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]>>");
        for (String reference : List.of(
                "/EF<</F 5 0 R>>",
                "/EF <</F 5 0 R>>",
                "/EF\r\n\0<</F 5 0 R>>",
                "/EF%comment\r<</F 5 0 R>>",
                "/EF %of /EF\n%two\n << /F 5 0 R >>",
                "/#45F<</F 5 0 R>>",
                "/E#46 5 0 R",
                "/EF 5 0 R",
                "/EF 005 00000\tR",
                "/EF%\n5%\n%\n0%/EF 7\nR",
                "/F/EF<</F 5 0 R>>",
                "/EF/EF 5 0 R",
                "/F(/EF 5 /EF 5 0 R)")) {
            add(all, reference, "<</Type/Filespec/F(a.exe)" + reference + ">>");
        }
        all.add(Sample.hostile(
                "PDF with a file told of in a packed object",
                "a.pdf",
                Pdfs.pdf("", "", Pdfs.objectStream("<</F(a.exe)/EF<</F 5 0 R>>>>")),
                EMBEDDED_FILES));
        return all;
    }

    private static void add(List<Sample> all, String title, String object) {
        byte[] pdf = Pdfs.pdf("/AF[4 0 R]", "", object, Pdfs.stream("", Bytes.ascii("MZ")));
        all.add(Sample.hostile("PDF with " + title.replaceAll("[^ -~]", "_"), "a.pdf", pdf, EMBEDDED_FILES));
    }
}
