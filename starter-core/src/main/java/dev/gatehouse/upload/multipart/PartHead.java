package dev.gatehouse.upload.multipart;

import dev.gatehouse.upload.content.UploadReason;
import jakarta.servlet.http.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the head of a part says: whether it is a file, and under which names. Each later reader takes the header apart in
 * its own way, so whatever they could disagree on is refused here.
 */
final class PartHead {

    private static final String DISPOSITION = "Content-Disposition";
    private static final String FORM_DATA = "form-data";
    private static final String FILE_NAME = "filename";

    private final boolean file;
    private final List<String> names;
    private final @Nullable UploadReason flaw;

    private PartHead(boolean file, List<String> names, @Nullable UploadReason flaw) {
        this.file = file;
        this.names = names;
        this.flaw = flaw;
    }

    static PartHead of(Part part, List<FileNameReader> readers) {
        Collection<String> headers = part.getHeaders(DISPOSITION);
        if (headers == null || headers.size() != 1) {
            return flawed(
                    headers == null || headers.isEmpty() ? UploadReason.NAME_MALFORMED : UploadReason.NAME_AMBIGUOUS);
        }
        String header = headers.iterator().next();
        if (!isFormData(header)) {
            return flawed(UploadReason.NAME_MALFORMED);
        }
        int names = fileNames(header, false);
        if (names > 1) {
            return flawed(UploadReason.NAME_AMBIGUOUS);
        }
        return fileNames(header, true) > 0 ? flawed(UploadReason.NAME_MALFORMED) : read(part, readers, names == 1);
    }

    private static PartHead read(Part part, List<FileNameReader> readers, boolean named) {
        List<String> names = new ArrayList<>(readers.size());
        boolean file = named;
        for (FileNameReader reader : readers) {
            String name;
            try {
                name = reader.read(part);
            } catch (RuntimeException unreadable) {
                return flawed(UploadReason.NAME_MALFORMED);
            }
            file |= name != null;
            names.add(name == null ? "" : name);
        }
        return new PartHead(file, names, null);
    }

    private static PartHead flawed(UploadReason flaw) {
        return new PartHead(true, List.of(), flaw);
    }

    private static boolean isFormData(String header) {
        int end = header.indexOf(';');
        return (end < 0 ? header : header.substring(0, end)).strip().equalsIgnoreCase(FORM_DATA);
    }

    /**
     * Counts what some reader could take for a parameter with a file name. Quotes are not looked at: where they end is what
     * readers disagree on.
     *
     * @param encoded whether to count only {@code filename*} (RFC 8187) and {@code filename*0} (RFC 2231): RFC 7578, 4.2,
     *     forbids them in forms, and some readers decode them, some badly, some not at all
     */
    private static int fileNames(String header, boolean encoded) {
        int count = 0;
        for (int i = header.indexOf(';'); i >= 0; i = header.indexOf(';', i + 1)) {
            int name = skipBlanks(header, i + 1);
            if (header.regionMatches(true, name, FILE_NAME, 0, FILE_NAME.length())) {
                int suffix = skipBlanks(header, name + FILE_NAME.length());
                int end = skipSuffix(header, suffix);
                boolean ends = end == header.length() || header.charAt(end) == '=' || header.charAt(end) == ';';
                count += ends && (end > suffix || !encoded) ? 1 : 0;
            }
        }
        return count;
    }

    private static int skipSuffix(String header, int start) {
        int i = start;
        while (i < header.length() && isSuffix(header.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isSuffix(char c) {
        return c == '*' || c <= ' ' || (c >= '0' && c <= '9');
    }

    private static int skipBlanks(String header, int start) {
        int i = start;
        while (i < header.length() && header.charAt(i) <= ' ') {
            i++;
        }
        return i;
    }

    /** Whether any reader takes the part for a file. */
    boolean isFile() {
        return file;
    }

    /** An input for a file into which none was put: browsers send it without name and content. */
    boolean isLeftEmpty(Part part) {
        return flaw == null && part.getSize() == 0 && names.stream().allMatch(String::isEmpty);
    }

    /** The name as each reader sees it. */
    List<String> names() {
        return names;
    }

    /** Why nobody should read this part; null if nothing is wrong. */
    @Nullable
    UploadReason flaw() {
        return flaw;
    }
}
