package dev.gatehouse.upload.type;

import dev.gatehouse.upload.content.ContentReader;
import dev.gatehouse.upload.content.ContentRules;
import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/** Documents of the old office programs: a compound file with the one main stream that the extension says. */
final class Ole2Check {

    private static final Set<String> MACROS = Set.of("macros", "_vba_project_cur", "_vba_project", "vba");
    private static final String LOCKED_PACKAGE = "encryptedpackage";
    private static final String WRAPPED_FILE = "\u0001ole10native";

    private Ole2Check() {}

    static void checkWord(ContentReader content, ContentRules rules) throws IOException {
        Ole2File file = open(content);
        Ole2Directory directory = checkedDirectory(file, rules);
        Ole2Entry main = directory.topStream("WordDocument");
        requireMain(main != null && !hasWorkbook(directory));
        if (main != null) {
            WordStream.check(directory.open(main), rules);
        }
        checkObjects(file, directory, rules);
    }

    static void checkExcel(ContentReader content, ContentRules rules) throws IOException {
        Ole2File file = open(content);
        Ole2Directory directory = checkedDirectory(file, rules);
        requireMain(hasWorkbook(directory) && directory.topStream("WordDocument") == null);
        // Newer programs read one of them, older ones the other.
        for (String name : Ole2Objects.WORKBOOKS) {
            Ole2Entry workbook = directory.topStream(name);
            if (workbook != null) {
                WorkbookStream.check(directory.open(workbook), rules);
            }
        }
        checkObjects(file, directory, rules);
    }

    private static void checkObjects(Ole2File file, Ole2Directory directory, ContentRules rules) throws IOException {
        ContentReader content = file.content();
        ArchiveMeter meter = new ArchiveMeter(rules.archive(), content);
        meter.startEntry(content.size());
        Ole2Objects.check(file, directory, meter, rules, 2);
    }

    /** Checks one inside of a document, of whatever program. The depth is that of an archive in it. */
    static void checkObject(ContentReader content, ArchiveMeter meter, ContentRules rules, int depth)
            throws IOException {
        // A PDF may stand in its first stream.
        Ole2File file = Ole2File.read(content);
        Ole2Objects.check(file, checkedDirectory(file, rules), meter, rules, depth);
    }

    /** What a locked docx or xlsx is: a compound file around an encrypted one, of which nobody can say more. */
    static void checkLockedPackage(ContentReader content, ContentRules rules) throws IOException {
        Ole2Directory directory = checkedDirectory(open(content), rules);
        requireMain(directory.topStream("EncryptedPackage") != null);
    }

    private static Ole2File open(ContentReader content) throws IOException {
        if (!Ole2File.startsLikeOne(content)) {
            throw Polyglot.mismatch();
        }
        Polyglot.requireNoPdf(content);
        return Ole2File.read(content);
    }

    private static Ole2Directory checkedDirectory(Ole2File file, ContentRules rules) throws IOException {
        Ole2Directory directory = Ole2Directory.read(file);
        requireNoArchive(file, directory);
        for (Ole2Entry entry : directory.entries()) {
            String name = entry.name().toLowerCase(Locale.ROOT);
            if (!rules.macros() && MACROS.contains(name)) {
                throw new UploadRefusedException(UploadReason.MACROS);
            }
            if (!rules.encrypted() && name.equals(LOCKED_PACKAGE)) {
                throw new UploadRefusedException(UploadReason.ENCRYPTED);
            }
            if (!rules.activeContent() && name.equals(WRAPPED_FILE)) {
                throw new UploadRefusedException(UploadReason.ACTIVE_CONTENT);
            }
        }
        return directory;
    }

    /** Word and Excel keep an archive with the theme inside of a stream; one behind or between the streams is another file. */
    private static void requireNoArchive(Ole2File file, Ole2Directory directory) throws IOException {
        if (ZipEnd.findAnywhere(file.content()) >= 0) {
            Ole2Sectors streams = Ole2Sectors.of(file, directory);
            long end = ZipEnd.findAnywhere(
                    file.content(), place -> !streams.hold(place) || !streams.hold(place + ZipEnd.LENGTH - 1));
            if (end >= 0) {
                throw new UploadRefusedException(UploadReason.POLYGLOT);
            }
        }
    }

    private static boolean hasWorkbook(Ole2Directory directory) {
        return Ole2Objects.WORKBOOKS.stream().anyMatch(name -> directory.topStream(name) != null);
    }

    private static void requireMain(boolean found) {
        if (!found) {
            throw Polyglot.mismatch();
        }
    }
}
