package dev.gatehouse.upload.multipart;

import dev.gatehouse.upload.UploadPolicy;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/**
 * The rules for uploads by path. The first that covers a request holds. Immutable, thread-safe.
 *
 * @param rules the rules for some requests, in the order in which they are tried
 * @param otherwise the rule for all other requests; its own matcher is not asked
 */
public record UploadRules(List<UploadRule> rules, UploadRule otherwise) {

    /** Copies the list. */
    public UploadRules {
        rules = List.copyOf(rules);
    }

    /**
     * Makes one rule for all requests.
     *
     * @param policy which files are accepted
     * @return the rules
     */
    public static UploadRules of(UploadPolicy policy) {
        return new UploadRules(List.of(), UploadRule.of(request -> true, policy));
    }

    /**
     * Finds the rule for a request.
     *
     * @param request the request
     * @return the first that covers it
     */
    public UploadRule of(HttpServletRequest request) {
        for (UploadRule rule : rules) {
            if (rule.requests().matches(request)) {
                return rule;
            }
        }
        return otherwise;
    }
}
