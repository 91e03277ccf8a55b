package dev.gatehouse.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.gatehouse.upload.content.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is allocated bounds what the heap can grow by, and does not depend on when garbage is collected. With files of 100
 * MB in the profile "proof".
 */
class UploadMemoryTests {

    private static final long SIZE = Boolean.getBoolean("dev.gatehouse.proof") ? 100L << 20 : 12L << 20;
    private static final long MOST = SIZE / 5;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final UploadValidator VALIDATOR = UploadValidator.withDefaults();
    private static final UploadPolicy POLICY = UploadPolicy.builder()
            .maxFileSize(2 * SIZE)
            .maxTotalSize(2 * SIZE)
            // Memory is what counts here, also on a busy machine.
            .analysisTime(Duration.ofMinutes(10))
            .build();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"a.txt", "a.md"})
    void allocatesLittleForALargeText(String name) throws IOException {
        byte[] line =
                "some words; and more of them, on a line of text\n".repeat(1000).getBytes(StandardCharsets.US_ASCII);
        Path file = directory.resolve("text");
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long written = 0; written < SIZE; written += line.length) {
                out.write(line);
            }
        }
        check(name, file);
    }

    @Test
    void allocatesLittleForALargePng() throws IOException {
        Path file = directory.resolve("png");
        byte[] data = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
            chunk(out, "IHDR", new byte[] {0, 0, 0x10, 0, 0, 0, 0x10, 0, 8, 6, 0, 0, 0});
            for (long written = 0; written < SIZE; written += data.length) {
                chunk(out, "IDAT", data);
            }
            chunk(out, "IEND", new byte[0]);
        }
        check("a.png", file);
    }

    @Test
    void allocatesLittleForALargeDocument() throws IOException {
        Path file = directory.resolve("docx");
        byte[] block = new byte[1 << 20];
        new Random(1).nextBytes(block);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            String office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
            entry(
                    zip,
                    "[Content_Types].xml",
                    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                            + "<Override PartName=\"/a.xml\" ContentType=\""
                            + "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>");
            entry(
                    zip,
                    "_rels/.rels",
                    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                            + "<Relationship Type=\"" + office + "\" Target=\"a.xml\"/></Relationships>");
            entry(zip, "a.xml", "<a/>");
            zip.putNextEntry(new ZipEntry("word/media/film.mp4"));
            for (long written = 0; written < SIZE; written += block.length) {
                zip.write(block);
            }
            zip.closeEntry();
        }
        check("a.docx", file);
    }

    @Test
    void readsLittleOfAFileThatIsRefusedByItsStart() throws IOException {
        CountedContent content = new CountedContent(SIZE);
        UploadVerdict verdict = VALIDATOR.validate(UploadedFile.of("a.png", null, content), POLICY);
        assertThat(verdict).hasToString("rejected: content_mismatch");
        assertThat(content.read).isLessThan(64 << 10);
    }

    private static void check(String name, Path file) throws IOException {
        assertThat(Files.size(file)).isGreaterThanOrEqualTo(SIZE);
        verify(name, Content.of(file));
        long before = THREADS.getCurrentThreadAllocatedBytes();
        verify(name, Content.of(file));
        verify(name, Content.of(Files.size(file), () -> Files.newInputStream(file)));
        assertThat((THREADS.getCurrentThreadAllocatedBytes() - before) / 2).isLessThan(MOST);
    }

    private static void verify(String name, Content content) throws IOException {
        assertThat(VALIDATOR.validate(UploadedFile.of(name, null, content), POLICY))
                .asString()
                .startsWith("accepted");
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static void chunk(OutputStream out, String type, byte[] data) throws IOException {
        CRC32 sum = new CRC32();
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        sum.update(name);
        sum.update(data);
        out.write(ByteBuffer.allocate(4).putInt(data.length).array());
        out.write(name);
        out.write(data);
        out.write(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    /** Endless zeros that count how many of them are read. */
    private static final class CountedContent implements Content {

        private final long size;
        private long read;

        CountedContent(long size) {
            this.size = size;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public InputStream open() {
            return new InputStream() {
                @Override
                public int read() {
                    read++;
                    return 0;
                }

                @Override
                public int read(byte[] target, int offset, int length) {
                    Arrays.fill(target, offset, offset + length, (byte) 0);
                    read += length;
                    return length;
                }

                @Override
                public long skip(long count) {
                    return count;
                }
            };
        }
    }
}
