package dev.gatehouse.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files of 1 MB, as large as an ordinary upload, and small ones that claim to be much more. */
final class UploadFiles {

    private static final int SIZE = 1 << 20;
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private static final String WORD =
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

    private UploadFiles() {}

    static byte[] of(String name) throws IOException {
        return switch (name) {
            case "a.png" -> png();
            case "a.docx" -> docx(random(SIZE));
            case "bomb.png" -> pngOf60000By60000();
            case "bomb.docx" -> docx(new byte[8 * SIZE]);
            case "a.pdf" -> pdf();
            default -> csv();
        };
    }

    private static byte[] csv() {
        StringBuilder text = new StringBuilder("number,name,amount,day\n");
        for (int i = 0; text.length() < SIZE; i++) {
            text.append(i).append(",some name,").append(i * 31 % 1000).append(".50,2026-01-02\n");
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] png() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        chunk(out, "IHDR", new byte[] {0, 0, 4, 0, 0, 0, 4, 0, 8, 6, 0, 0, 0});
        for (int i = 0; i < 128; i++) {
            chunk(out, "IDAT", random(SIZE / 128));
        }
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    /** 67 bytes, and 450 MB of pixels of a bit each. */
    private static byte[] pngOf60000By60000() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        byte[] size = ByteBuffer.allocate(13)
                .putInt(60_000)
                .putInt(60_000)
                .put((byte) 1)
                .array();
        chunk(out, "IHDR", size);
        chunk(out, "IDAT", new byte[10]);
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(data);
        out.write(ByteBuffer.allocate(4).putInt(data.length).array());
        out.write(name);
        out.write(data);
        out.write(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    private static byte[] docx(byte[] picture) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            entry(zip, "[Content_Types].xml", """
                    <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                    <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                    <Default Extension="jpeg" ContentType="image/jpeg"/>
                    <Override PartName="/word/document.xml" ContentType="%s"/></Types>""".formatted(WORD));
            entry(zip, "_rels/.rels", """
                    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                    <Relationship Id="r" Type="%sofficeDocument" Target="word/document.xml"/></Relationships>""".formatted(OFFICE));
            entry(
                    zip,
                    "word/document.xml",
                    "<w:document xmlns:w=\""
                            + "http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
                            + "<w:p><w:r><w:t>Some words in a paragraph.</w:t></w:r></w:p>".repeat(2000)
                            + "</w:body></w:document>");
            zip.putNextEntry(new ZipEntry("word/media/image1.jpeg"));
            zip.write(picture);
            zip.closeEntry();
        }
        return out.toByteArray();
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static byte[] pdf() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, "%PDF-1.4\n");
        int[] places = new int[4];
        String[] objects = {
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
        };
        for (int i = 0; i < 3; i++) {
            places[i] = out.size();
            write(out, (i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n");
        }
        places[3] = out.size();
        write(out, "4 0 obj\n<</Length " + SIZE + ">>\nstream\n");
        out.write(random(SIZE));
        write(out, "\nendstream\nendobj\n");
        int table = out.size();
        write(out, "xref\n0 5\n0000000000 65535 f \n");
        for (int place : places) {
            String digits = "0000000000" + place;
            write(out, digits.substring(digits.length() - 10) + " 00000 n \n");
        }
        write(out, "trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n" + table + "\n%%EOF\n");
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(42).nextBytes(bytes);
        return bytes;
    }
}
