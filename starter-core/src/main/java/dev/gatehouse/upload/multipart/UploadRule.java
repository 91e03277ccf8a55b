package dev.gatehouse.upload.multipart;

import dev.gatehouse.upload.UploadPolicy;
import dev.gatehouse.web.RequestMatcher;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What holds for the uploads of some requests. Immutable.
 *
 * @param requests which requests
 * @param policy which files are accepted; null if nothing of these requests is checked
 * @param dataParts names of parts that carry data although they have a file name, as a script sends JSON by a
 *     {@code Blob}; they are not checked, and an endpoint must not take one for a file
 */
public record UploadRule(RequestMatcher requests, @Nullable UploadPolicy policy, Set<String> dataParts) {

    /** Copies the names. */
    public UploadRule {
        dataParts = Set.copyOf(dataParts);
    }

    /**
     * Makes a rule without parts that carry data.
     *
     * @param requests which requests
     * @param policy which files are accepted
     * @return the rule
     */
    public static UploadRule of(RequestMatcher requests, UploadPolicy policy) {
        return new UploadRule(requests, policy, Set.of());
    }
}
