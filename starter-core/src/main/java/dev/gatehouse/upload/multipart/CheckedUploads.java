package dev.gatehouse.upload.multipart;

import dev.gatehouse.upload.UploadVerdict;
import jakarta.servlet.ServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found of the files of a request that was let in: their safe names and real types, for the endpoint that stores
 * them. Kept as a request attribute. Not thread-safe, as a request is not.
 */
public final class CheckedUploads {

    private static final String ATTRIBUTE = CheckedUploads.class.getName();
    private static final CheckedUploads NONE = new CheckedUploads();

    private final List<CheckedFile> files = new ArrayList<>(1);

    CheckedUploads() {}

    /**
     * Finds what was found of the files of a request.
     *
     * @param request the request
     * @return the verdicts; none if the request has no files or they were not checked
     */
    public static CheckedUploads of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof CheckedUploads checked ? checked : NONE;
    }

    /**
     * Returns the verdict on a file.
     *
     * @param field the name of its part
     * @param fileName the file name as it was sent
     * @return the verdict, or null if there is no such file or it was not checked
     */
    public @Nullable UploadVerdict verdict(String field, String fileName) {
        UploadVerdict found = null;
        for (CheckedFile file : files) {
            boolean matches = file.field().equals(field) && file.fileName().equals(fileName);
            // Of two files of the same name one speaks for both: the one of which less is known.
            if (matches && (found == null || found.isScanned())) {
                found = file.verdict();
            }
        }
        return found;
    }

    void add(String field, String fileName, UploadVerdict verdict) {
        files.add(new CheckedFile(field, fileName, verdict));
    }

    void putOn(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    private record CheckedFile(String field, String fileName, UploadVerdict verdict) {}
}
