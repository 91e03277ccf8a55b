package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ContentReader;
import dev.gatehouse.upload.content.TrailingData;
import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Files that other programs would read as something else. */
final class Polyglot {

    private static final byte[] PDF_HEADER = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final int PDF_HEADER_WITHIN = 1024;

    private Polyglot() {}

    /** Refuses an archive behind anything else: it is found from its end. */
    static void requireNoArchive(ContentReader content) throws IOException {
        if (ZipEnd.findAnywhere(content) >= 0) {
            throw new UploadRefusedException(UploadReason.POLYGLOT);
        }
    }

    /** Refuses a PDF in anything else. */
    static void requireNoPdf(ContentReader content) throws IOException {
        if (hasPdfHeader(content)) {
            throw new UploadRefusedException(UploadReason.POLYGLOT);
        }
    }

    /** Refuses a PDF in a text, which may well name the header: objects have to follow. */
    static void requireNoPdfAsText(ContentReader content) throws IOException {
        if (hasPdfHeader(content)) {
            PdfObjectWord objects = new PdfObjectWord();
            content.forEach(0, content.size(), objects);
            if (objects.isFound()) {
                throw new UploadRefusedException(UploadReason.POLYGLOT);
            }
        }
    }

    /** The header is looked for in the first 1024 bytes (ISO 32000-1, annex H). */
    private static boolean hasPdfHeader(ContentReader content) throws IOException {
        byte[] head = new byte[PDF_HEADER_WITHIN + PDF_HEADER.length];
        int length = content.read(0, head, 0, head.length);
        for (int i = 0; i + PDF_HEADER.length <= length; i++) {
            i = ByteSearch.indexOf(head, i, length, '%');
            if (i + PDF_HEADER.length <= length && content.startsWith(i, PDF_HEADER)) {
                return true;
            }
        }
        return false;
    }

    /** What holds for every image. */
    static void requireOnlyAnImage(ContentReader content) throws IOException {
        requireNoArchive(content);
        requireNoPdf(content);
        content.forEach(0, content.size(), new MarkerScan(UploadReason.POLYGLOT));
    }

    /** Refuses bytes behind the end unless the rule lets them pass; what they make of the file is seen elsewhere. */
    static void requireEnd(ContentReader content, long end, TrailingData rule) {
        if (end < content.size() && rule != TrailingData.ALLOW) {
            throw new UploadRefusedException(UploadReason.TRAILING_DATA);
        }
    }

    static UploadRefusedException malformed() {
        return new UploadRefusedException(UploadReason.CONTENT_MALFORMED);
    }

    static void require(boolean holds) {
        if (!holds) {
            throw malformed();
        }
    }

    static void requirePixels(long width, long height, long max) {
        require(width > 0 && height > 0);
        if (width > max || height > max / width) {
            throw new UploadRefusedException(
                    UploadReason.IMAGE_TOO_LARGE, "The image has more than " + max + " pixels. Send a smaller one.");
        }
    }

    static UploadRefusedException tooManyFrames() {
        return new UploadRefusedException(UploadReason.IMAGE_TOO_MANY_FRAMES);
    }

    static UploadRefusedException mismatch() {
        return new UploadRefusedException(UploadReason.CONTENT_MISMATCH);
    }
}
