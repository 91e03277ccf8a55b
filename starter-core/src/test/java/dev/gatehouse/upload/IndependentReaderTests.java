package dev.gatehouse.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.upload.content.Content;
import dev.gatehouse.upload.corpus.Corpus;
import dev.gatehouse.upload.corpus.Sample;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackagingURIHelper;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.util.Units;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.Document;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are called good are good: other programs read them. And what other programs write is accepted. */
class IndependentReaderTests {

    private static final UploadValidator VALIDATOR = UploadValidator.withDefaults();
    private static final Set<String> TEXTS = Set.of("txt", "md", "csv");

    static List<Sample> documentsAndImages() {
        return Corpus.good().stream()
                .filter(sample -> sample.isByDefault() && !TEXTS.contains(extension(sample.name())))
                // POI reads transitional documents only.
                .filter(sample -> !sample.title().contains("strict"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("documentsAndImages")
    void readGoodFiles(Sample sample) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(sample.bytes());
        switch (extension(sample.name())) {
            case "docx" -> {
                try (XWPFDocument document = new XWPFDocument(in)) {
                    assertThat(document.getParagraphs())
                            .extracting(p -> p.getText())
                            .contains("Hello, world.");
                }
            }
            case "xlsx" -> {
                try (XSSFWorkbook workbook = new XSSFWorkbook(in)) {
                    assertThat(workbook.getSheetAt(0).getRow(1).getCell(0).getNumericCellValue())
                            .isEqualTo(14);
                }
            }
            case "doc", "xls" -> {
                try (POIFSFileSystem files = new POIFSFileSystem(in)) {
                    assertThat(files.getRoot().getEntryNames()).containsAnyOf("WordDocument", "Workbook", "Book");
                }
            }
            case "pdf" -> {
                try (PDDocument document = Loader.loadPDF(sample.bytes())) {
                    assertThat(document.getNumberOfPages()).isEqualTo(1);
                }
            }
            default -> assertThat(ImageIO.read(in)).isNotNull();
        }
    }

    @Test
    void acceptsDocumentsOfPoi() throws IOException {
        try (XWPFDocument document = new XWPFDocument()) {
            document.createParagraph().createRun().setText("Hello");
            document.createParagraph()
                    .createRun()
                    .addPicture(
                            new ByteArrayInputStream(image("png")),
                            Document.PICTURE_TYPE_PNG,
                            "a.png",
                            Units.toEMU(9),
                            Units.toEMU(9));
            assertThat(verdict("a.docx", written(document::write))).isEqualTo("accepted");
        } catch (InvalidFormatException e) {
            throw new IOException(e);
        }
        try (Workbook xssf = new XSSFWorkbook();
                SXSSFWorkbook sxssf = new SXSSFWorkbook();
                Workbook hssf = new HSSFWorkbook()) {
            fill(xssf);
            fill(sxssf);
            fill(hssf);
            assertThat(verdict("a.xlsx", written(xssf::write))).isEqualTo("accepted");
            assertThat(verdict("a.xlsx", written(sxssf::write))).isEqualTo("accepted");
            assertThat(verdict("a.xls", written(hssf::write))).isEqualTo("accepted");
        }
    }

    @Test
    void checksALargeWorkbookInADocument() throws Exception {
        assertThat(verdict("a.docx", documentWith(objectWith("Workbook", workbook(0)))))
                .isEqualTo("accepted");
        assertThat(verdict("a.docx", documentWith(objectWith("Workbook", workbook(1)))))
                .isEqualTo("macros");
    }

    @Test
    void opensALargeDocumentAFewTimes() throws IOException {
        byte[] word = new byte[9 << 20];
        ByteBuffer.wrap(word).order(ByteOrder.LITTLE_ENDIAN).putShort((short) 0xa5ec);
        byte[] document = objectWith("WordDocument", word);
        AtomicInteger opens = new AtomicInteger();
        Content content = Content.of(document.length, () -> {
            opens.incrementAndGet();
            return new ByteArrayInputStream(document);
        });
        assertThat(VALIDATOR.validate(UploadedFile.of("a.doc", null, content), UploadPolicy.defaults()))
                .hasToString("accepted as application/msword");
        assertThat(opens.get()).isLessThan(10);
    }

    /** A workbook with one sheet of a kind. */
    private static byte[] workbook(int kind) {
        ByteBuffer bytes = ByteBuffer.allocate(300_000).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putShort((short) 0x809).putShort((short) 16).position(20);
        bytes.putShort((short) 0x85).putShort((short) 8).putInt(0).put((byte) 0).put((byte) kind);
        bytes.putShort((short) 0x100).putInt(0x0a);
        return bytes.array();
    }

    private static byte[] objectWith(String name, byte[] stream) throws IOException {
        try (POIFSFileSystem files = new POIFSFileSystem()) {
            files.createDocument(new ByteArrayInputStream(stream), name);
            return written(files::writeFilesystem);
        }
    }

    private static byte[] documentWith(byte[] object) throws Exception {
        try (XWPFDocument document = new XWPFDocument()) {
            PackagePart part = document.getPackage()
                    .createPart(PackagingURIHelper.createPartName("/word/embeddings/oleObject1.bin"), "x/y");
            try (OutputStream out = part.getOutputStream()) {
                out.write(object);
            }
            return written(document::write);
        }
    }

    @Test
    void refusesWhatPoiLocks() throws Exception {
        byte[] plain;
        try (Workbook xssf = new XSSFWorkbook()) {
            fill(xssf);
            plain = written(xssf::write);
        }
        try (POIFSFileSystem files = new POIFSFileSystem()) {
            Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("secret");
            try (OutputStream out = encryptor.getDataStream(files)) {
                out.write(plain);
            }
            assertThat(verdict("a.xlsx", written(files::writeFilesystem))).isEqualTo("encrypted");
        }
    }

    @Test
    void acceptsAPdfOfPdfBoxPackedOrNot() throws IOException {
        try (PDDocument document = document()) {
            assertThat(verdict("a.pdf", written(document::save))).isEqualTo("accepted");
            assertThat(verdict("a.pdf", written(out -> document.save(out, CompressParameters.NO_COMPRESSION))))
                    .isEqualTo("accepted");
        }
    }

    @Test
    void refusesJavaScriptAndPasswordsOfPdfBox() throws IOException {
        try (PDDocument document = document()) {
            document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)"));
            assertThat(verdict("a.pdf", written(document::save))).isEqualTo("active_content");
        }
        try (PDDocument document = document()) {
            document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
            assertThat(verdict("a.pdf", written(document::save))).isEqualTo("encrypted");
        }
    }

    @Test
    void refusesJavaScriptInPackedObjectsThatDoNotSayTheirType() throws IOException {
        byte[] pdf;
        try (PDDocument document = document()) {
            document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)"));
            String text = new String(written(document::save), StandardCharsets.ISO_8859_1);
            assertThat(text).contains("/ObjStm").doesNotContain("JavaScript");
            pdf = text.replace("/ObjStm", "/Object").getBytes(StandardCharsets.ISO_8859_1);
        }
        try (PDDocument read = Loader.loadPDF(pdf)) {
            assertThat(read.getDocumentCatalog().getOpenAction()).isInstanceOf(PDActionJavaScript.class);
        }
        assertThat(verdict("a.pdf", pdf)).isEqualTo("active_content");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif"})
    void acceptsImagesOfTheJdk(String format) throws IOException {
        assertThat(verdict("a." + format, image(format))).isEqualTo("accepted");
    }

    @Test
    void acceptsAProgressiveJpeg() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam progressive = writer.getDefaultWriteParam();
        progressive.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        writer.setOutput(ImageIO.createImageOutputStream(out));
        writer.write(null, new IIOImage(picture(), null, null), progressive);
        writer.dispose();
        assertThat(verdict("a.jpg", out.toByteArray())).isEqualTo("accepted");
    }

    private static PDDocument document() throws IOException {
        PDDocument document = new PDDocument();
        PDPage page = new PDPage();
        document.addPage(page);
        try (PDPageContentStream text = new PDPageContentStream(document, page)) {
            text.beginText();
            text.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
            text.showText("Hello");
            text.endText();
        }
        return document;
    }

    private static void fill(Workbook workbook) {
        for (int i = 0; i < 200; i++) {
            (i == 0 ? workbook.createSheet("One") : workbook.getSheetAt(0))
                    .createRow(i)
                    .createCell(0)
                    .setCellValue("row " + i);
        }
    }

    private static BufferedImage picture() {
        BufferedImage picture = new BufferedImage(120, 90, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 120; x++) {
            for (int y = 0; y < 90; y++) {
                picture.setRGB(x, y, x * y * 77);
            }
        }
        return picture;
    }

    private static byte[] image(String format) throws IOException {
        return written(out -> ImageIO.write(picture(), format, out));
    }

    private static byte[] written(Writing writing) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writing.to(out);
        return out.toByteArray();
    }

    private static String verdict(String name, byte[] bytes) throws IOException {
        UploadVerdict verdict =
                VALIDATOR.validate(UploadedFile.of(name, null, Content.of(bytes)), UploadPolicy.defaults());
        UploadRejection rejection = verdict.rejection();
        return rejection == null ? "accepted" : rejection.code();
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** Writes a file. */
    @FunctionalInterface
    private interface Writing {

        void to(OutputStream out) throws IOException;
    }
}
