package dev.gatehouse.upload.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;

/** PDFs of one empty page. */
final class Pdfs {

    private Pdfs() {}

    static byte[] pdf() {
        return pdf("", "");
    }

    /** With more in the catalogue, and in the trailer. */
    static byte[] pdf(String catalogue, String trailer, String... objects) {
        List<String> all = new ArrayList<>();
        all.add("<</Type/Catalog/Pages 2 0 R" + catalogue + ">>");
        all.add("<</Type/Pages/Kids[3 0 R]/Count 1>>");
        all.add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Resources<<>>>>");
        all.addAll(List.of(objects));
        Bytes out = new Bytes().add("%PDF-1.5\n%\u00e2\u00e3\u00cf\u00d3\n");
        StringBuilder xref = new StringBuilder("xref\n0 " + (all.size() + 1) + "\n0000000000 65535 f \n");
        for (int i = 0; i < all.size(); i++) {
            xref.append(String.format("%010d 00000 n %n", out.size()).replace(System.lineSeparator(), "\n"));
            out.add((i + 1) + " 0 obj\n" + all.get(i) + "\nendobj\n");
        }
        int start = out.size();
        out.add(xref + "trailer\n<</Size " + (all.size() + 1) + "/Root 1 0 R" + trailer + ">>\n");
        return out.add("startxref\n" + start + "\n%%EOF\n").get();
    }

    static String stream(String dictionary, byte[] data) {
        return stream(dictionary, "\n", data);
    }

    /** With something else than a line end in front of the data. */
    static String stream(String dictionary, String lineEnd, byte[] data) {
        return "<<" + dictionary + "/Length " + data.length + ">>\nstream" + lineEnd
                + new String(data, java.nio.charset.StandardCharsets.ISO_8859_1) + "\nendstream";
    }

    /** Streams each of which starts within the one before and goes on to the end of the last, which holds nothing. */
    static String nestedStreams(int count, int length) {
        Bytes out = new Bytes().add("<</Type/ObjStm/First 5>>\n");
        String start = "stream\nx^";
        out.add(start);
        for (int i = 1; i < count; i++) {
            out.u8(0).le16(start.length()).le16(~start.length()).add(start);
        }
        for (int i = 0; i < length; i += 5) {
            out.u8(0).le16(0).le16(0xffff);
        }
        return new String(out.add("\nendstream").get(), java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    static String objectStream(String objects) {
        return packed("/Type/ObjStm/N 1/First 5", "10 0 " + objects);
    }

    static String packed(String dictionary, String text) {
        return packed(dictionary, "\n", Bytes.ascii(text));
    }

    static String packed(String dictionary, String lineEnd, byte[] plain) {
        return stream(dictionary + "/Filter/FlateDecode", lineEnd, deflated(plain));
    }

    static byte[] deflated(byte[] plain) {
        Deflater deflater = new Deflater(9);
        deflater.setInput(plain);
        deflater.finish();
        byte[] buffer = new byte[plain.length + 100];
        int length = deflater.deflate(buffer);
        deflater.end();
        return Bytes.cut(buffer, length);
    }
}
