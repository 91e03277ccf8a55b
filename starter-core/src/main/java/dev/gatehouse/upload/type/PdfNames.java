package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ContentReader;
import dev.gatehouse.upload.content.ContentRules;
import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import java.io.IOException;
import java.util.Set;

/**
 * Looks for the names (ISO 32000-1, 7.3.5) of what a PDF must not hold, wherever they stand: a reader finds objects by
 * their places, also inside of what looks like the data of something else. Only names so long that compressed data does
 * not hold them by chance.
 */
final class PdfNames implements ContentReader.Sink {

    private static final Set<String> ACTIVE = Set.of("JavaScript", "Launch", "RichMedia", "ImportData", "Rendition");
    private static final Set<String> FILES = Set.of("EmbeddedFile", "EmbeddedFiles");
    private static final String ENCRYPT = "Encrypt";
    /** What each object stream has to tell (7.5.7); some readers do not ask for its type. */
    private static final String OBJECT_STREAM = "First";

    private static final int LONGEST = 16;

    /** What the names above start with; a letter may also be written by its number. */
    private static final boolean[] FIRST = bytesOf("JLRIEF#");

    private static final boolean[] DELIMITER = bytesOf("()<>[]{}/% \n\r\t\f\0");

    private final ContentRules rules;
    private final ArchiveMeter meter;
    private final StringBuilder name = new StringBuilder(LONGEST);
    private boolean inName;
    private int escape = -1;
    private int high;
    private boolean compressed;

    private PdfNames(ContentRules rules, ArchiveMeter meter) {
        this.rules = rules;
        this.meter = meter;
    }

    static void check(ContentReader content, ContentRules rules) throws IOException {
        PdfNames names = new PdfNames(rules, new ArchiveMeter(rules.archive(), content));
        content.forEach(0, content.size(), names);
        names.endName();
        if (names.compressed && !(rules.activeContent() && rules.embeddedFiles())) {
            PdfObjectStreams.forEach(content, names.meter, () -> new PdfNames(rules, names.meter));
        }
    }

    @Override
    public void accept(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int i = offset;
        while (i < end) {
            if (inName) {
                addToName(bytes[i]);
                i++;
            } else {
                i = ByteSearch.indexOf(bytes, i, end, '/') + 1;
                inName = i <= end;
            }
        }
    }

    private void addToName(byte b) {
        int c = b & 0xff;
        if (name.length() == 0 && escape < 0 && !FIRST[c]) {
            inName = c == '/';
        } else if (escape >= 0) {
            int digit = Character.digit(c, 16);
            if (digit < 0) {
                escape = -1;
                startAgain(c);
            } else if (escape == 0) {
                high = digit;
                escape = 1;
            } else {
                escape = -1;
                append((char) (high << 4 | digit));
            }
        } else if (c == '#') {
            escape = 0;
        } else if (DELIMITER[c]) {
            startAgain(c);
        } else {
            append((char) c);
        }
    }

    private void startAgain(int c) {
        endName();
        inName = c == '/';
    }

    private void append(char c) {
        if (name.length() < LONGEST) {
            name.append(c);
        }
    }

    private static boolean[] bytesOf(String characters) {
        boolean[] bytes = new boolean[256];
        for (char c : characters.toCharArray()) {
            bytes[c] = true;
        }
        return bytes;
    }

    void endName() {
        inName = false;
        if (name.length() >= OBJECT_STREAM.length()) {
            judge(name.toString());
        }
        name.setLength(0);
    }

    private void judge(String found) {
        if (ACTIVE.contains(found) && !rules.activeContent()) {
            throw new UploadRefusedException(UploadReason.ACTIVE_CONTENT);
        }
        if (FILES.contains(found) && !rules.embeddedFiles()) {
            throw new UploadRefusedException(UploadReason.EMBEDDED_FILES);
        }
        if (found.equals(ENCRYPT) && !rules.encrypted()) {
            throw new UploadRefusedException(UploadReason.ENCRYPTED);
        }
        compressed |= found.equals(OBJECT_STREAM);
    }
}
