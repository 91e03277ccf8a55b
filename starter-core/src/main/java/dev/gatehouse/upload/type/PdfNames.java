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
 * not hold them by chance. Since a link may end in {@code /JavaScript}, that counts only if there is a script, too.
 */
final class PdfNames implements ContentReader.Sink {

    private static final Set<String> ACTIVE = Set.of("Launch", "RichMedia", "ImportData", "Rendition");
    private static final Set<String> FILES = Set.of("EmbeddedFile", "EmbeddedFiles", "FileAttachment");
    /** What tells of the data of a file (7.11.3), whatever else is left out. Too short to count by itself. */
    private static final String FILE_DATA = "EF";

    private static final String ENCRYPT = "Encrypt";
    private static final String SCRIPT_ACTION = "JavaScript";
    private static final String SCRIPT = "JS";
    /** What each object stream has to tell (7.5.7); some readers do not ask for its type. */
    private static final String OBJECT_STREAM = "First";

    private static final int LONGEST = 16;

    /** What the names above start with; a letter may also be written by its number. */
    private static final boolean[] FIRST = bytesOf("JLRIEF#");

    /** What a script starts with: a text, a reference to it, or a comment in front of it. */
    private static final boolean[] SCRIPT_START = bytesOf("(<%+-.0123456789");

    private static final boolean[] DELIMITER = bytesOf("()<>[]{}/% \n\r\t\f\0");

    private final ContentRules rules;
    private final Script script;
    private final PdfDictionaryStart fileData = new PdfDictionaryStart();
    private final PdfDictionaries dictionaries = new PdfDictionaries();
    private final StringBuilder name = new StringBuilder(LONGEST);
    private boolean inName;
    private int escape = -1;
    private int high;
    private boolean beforeScript;
    private long position;

    private PdfNames(ContentRules rules, Script script) {
        this.rules = rules;
        this.script = script;
    }

    /** What is found of a script in the file and all its streams: its parts may stand in different ones. */
    private static final class Script {

        private boolean action;
        private boolean text;
    }

    static void check(ContentReader content, ContentRules rules) throws IOException {
        Script script = new Script();
        PdfNames names = new PdfNames(rules, script);
        content.forEach(0, content.size(), names);
        names.endName();
        if (!names.dictionaries.isEmpty() && !(rules.activeContent() && rules.embeddedFiles())) {
            PdfObjectStreams.forEach(
                    content,
                    names.dictionaries,
                    new ArchiveMeter(rules.archive(), content),
                    () -> new PdfNames(rules, script));
        }
    }

    @Override
    public void accept(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int i = offset;
        while (i < end) {
            if (fileData.isOpen()) {
                followFileData(bytes[i] & 0xff);
            }
            if (beforeScript && !PdfCheck.isBlank(bytes[i])) {
                beforeScript = false;
                startScript(bytes[i] & 0xff);
            }
            if (beforeScript) {
                i++;
            } else if (inName) {
                addToName(bytes[i], position + (i - offset));
                i++;
            } else if (fileData.isOpen()) {
                inName = bytes[i] == '/';
                i++;
            } else {
                i = ByteSearch.indexOf(bytes, i, end, '/') + 1;
                inName = i <= end;
            }
        }
        position += length;
    }

    private void addToName(byte b, long place) {
        int c = b & 0xff;
        if (name.length() == 0 && escape < 0 && !FIRST[c]) {
            inName = c == '/';
        } else if (escape >= 0) {
            int digit = Character.digit(c, 16);
            if (digit < 0) {
                escape = -1;
                startAgain(c, place);
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
            startAgain(c, place);
        } else {
            append((char) c);
        }
    }

    private void startAgain(int c, long place) {
        if (OBJECT_STREAM.contentEquals(name)) {
            dictionaries.add(place);
        }
        beforeScript = SCRIPT.contentEquals(name) && PdfCheck.isBlank(c);
        if (SCRIPT.contentEquals(name)) {
            startScript(c);
        }
        if (FILE_DATA.contentEquals(name)) {
            fileData.open(c);
        }
        endName();
        inName = c == '/';
    }

    private void followFileData(int c) {
        fileData.accept(c);
        if (fileData.isFound() && !rules.embeddedFiles()) {
            throw new UploadRefusedException(UploadReason.EMBEDDED_FILES);
        }
    }

    private void startScript(int c) {
        script.text |= SCRIPT_START[c];
        requireNoScript();
    }

    private void requireNoScript() {
        if (script.action && script.text && !rules.activeContent()) {
            throw new UploadRefusedException(UploadReason.ACTIVE_CONTENT);
        }
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
        if (name.length() > OBJECT_STREAM.length()) {
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
        script.action |= found.equals(SCRIPT_ACTION);
        requireNoScript();
    }
}
