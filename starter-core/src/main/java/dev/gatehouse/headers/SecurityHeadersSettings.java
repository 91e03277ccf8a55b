package dev.gatehouse.headers;

import dev.gatehouse.web.RequestMatcher;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which headers a response carries. A header's value is looked for in the path's headers, then in those of its profile,
 * then in those for all responses, then in the profile itself. Immutable.
 *
 * @param profile the kind of values; {@link HeaderProfile#AUTO} chooses by the response
 * @param headers what differs on all responses
 * @param profileHeaders what differs in the profiles API, WEB and DOCS
 * @param documentation which pages get the profile DOCS when the profile is AUTO
 * @param paths headers for some requests; the first that matches decides
 * @param removed headers the application must not send, in any case
 * @param reportsTo where browsers send reports about violations: an absolute path or a URL over https; null for nowhere
 */
public record SecurityHeadersSettings(
        HeaderProfile profile,
        HeaderOverrides headers,
        Map<HeaderProfile, HeaderOverrides> profileHeaders,
        RequestMatcher documentation,
        List<PathHeaders> paths,
        Set<String> removed,
        @Nullable String reportsTo) {

    private static final String ENDPOINT = "gatehouse";

    /** Copies the collections and checks where reports go. */
    public SecurityHeadersSettings {
        profileHeaders =
                profileHeaders.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(profileHeaders));
        paths = List.copyOf(paths);
        removed = Set.copyOf(removed);
        if (reportsTo != null) {
            if (reportsTo.indexOf(',') >= 0 || reportsTo.indexOf(';') >= 0) {
                throw Lints.refused(reportsTo, "has a comma or semicolon. Write the URL without them.");
            }
            SecurityHeader.REPORTING_ENDPOINTS.checked(endpoint(reportsTo));
        }
    }

    /**
     * Chooses by the response, removes what OWASP lists as leaking, and collects no reports.
     *
     * @return the defaults
     */
    public static SecurityHeadersSettings defaults() {
        return new SecurityHeadersSettings(
                HeaderProfile.AUTO,
                HeaderOverrides.none(),
                Map.of(),
                request -> false,
                List.of(),
                LeakingHeaders.NAMES,
                null);
    }

    /**
     * Tells the headers that give away what runs behind a service, as OWASP lists them.
     *
     * @return their names
     */
    public static Set<String> leakingHeaders() {
        return LeakingHeaders.NAMES;
    }

    /**
     * Tells what is allowed but weaker than OWASP ASVS 5.0, V3.4, asks for.
     *
     * @return one sentence per weakness, starting with the header's name; empty when there is none
     */
    public List<String> warnings() {
        return Weaknesses.of(this);
    }

    static String endpoint(String url) {
        return ENDPOINT + "=\"" + url + "\"";
    }

    static String reportDirectives(String url) {
        // Firefox reads only report-uri; a browser that knows report-to ignores it.
        return "; report-uri " + url + "; report-to " + ENDPOINT;
    }
}
