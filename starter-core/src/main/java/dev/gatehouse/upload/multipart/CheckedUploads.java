package dev.gatehouse.upload.multipart;

import dev.gatehouse.upload.UploadVerdict;
import jakarta.servlet.ServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found of the files of a request that was let in: their safe names and real types, for the endpoint that stores
 * them. Kept as a request attribute. Not thread-safe, as a request is not.
 */
public final class CheckedUploads {

    private static final String ATTRIBUTE = CheckedUploads.class.getName();
    private static final CheckedUploads NONE = new CheckedUploads();

    private final Map<String, List<@Nullable UploadVerdict>> verdicts = new LinkedHashMap<>();

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
     * @param index which of the files of this part name, from 0 in the order of the request; an input that was left empty
     *     counts
     * @return the verdict, or null if it was not checked, or left empty
     */
    public @Nullable UploadVerdict verdict(String field, int index) {
        List<@Nullable UploadVerdict> files = verdicts.getOrDefault(field, List.of());
        return index >= 0 && index < files.size() ? files.get(index) : null;
    }

    void add(String field, @Nullable UploadVerdict verdict) {
        verdicts.computeIfAbsent(field, name -> new ArrayList<>(1)).add(verdict);
    }

    void putOn(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
