package dev.gatehouse.cors;

import dev.gatehouse.net.Origin;
import dev.gatehouse.net.OriginPattern;
import dev.gatehouse.web.HttpToken;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What other origins may do.
 *
 * @param allowedOrigins who may call; empty for nobody
 * @param allowedMethods the methods they may use, in upper case; {@code *} for any
 * @param allowedHeaders the request headers they may set beside those that any page may (Fetch, 2.2.2); {@code *} for any
 * @param exposedHeaders the response headers their scripts may read beside those that any script may; {@code *} for any,
 *     which browsers take so only without credentials
 * @param allowCredentials whether browsers may send cookies and other credentials along and show the answer
 * @param maxAge how long browsers may keep the answer to a preflight, in whole seconds, 0 to 24 hours; browsers shorten it
 *     (Chromium to 2 hours)
 */
public record CorsSettings(
        List<OriginPattern> allowedOrigins,
        List<String> allowedMethods,
        List<String> allowedHeaders,
        List<String> exposedHeaders,
        boolean allowCredentials,
        Duration maxAge) {

    /** Stands for any method or header. */
    public static final String ANY = "*";

    /** The header that names the request, unless the service calls it otherwise. */
    public static final String REQUEST_ID_HEADER = "X-Request-ID";

    /**
     * The response headers by which a client sees where it stands with the limits of this service and can name the request.
     */
    public static final List<String> GATEHOUSE_HEADERS = List.of(
            REQUEST_ID_HEADER,
            "Retry-After",
            "RateLimit",
            "RateLimit-Policy",
            "X-RateLimit-Limit",
            "X-RateLimit-Remaining",
            "X-RateLimit-Reset",
            "X-RateLimit-Window");

    private static final Duration LONGEST = Duration.ofHours(24);

    /**
     * Copies the lists and checks the parts.
     *
     * @throws IllegalArgumentException if a name is none, any origin is to have credentials, or the age is out of range
     */
    public CorsSettings {
        allowedOrigins = List.copyOf(allowedOrigins);
        allowedMethods = List.copyOf(allowedMethods);
        allowedHeaders = List.copyOf(allowedHeaders);
        exposedHeaders = List.copyOf(exposedHeaders);
        allowedMethods.forEach(CorsSettings::requireMethod);
        Stream.concat(allowedHeaders.stream(), exposedHeaders.stream()).forEach(CorsSettings::requireHeader);
        if (allowCredentials && allowedOrigins.stream().anyMatch(OriginPattern::isAny)) {
            throw new IllegalArgumentException("'*' with credentials would let every page on the internet act and read"
                    + " as the user. Name the origins, or do not allow credentials.");
        }
        if (allowCredentials && exposedHeaders.contains(ANY)) {
            throw new IllegalArgumentException(
                    "With credentials browsers take '*' as the name of a header. Name the headers.");
        }
        if (maxAge.isNegative() || maxAge.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(maxAge + " cannot be kept by browsers. Use 0s to 24h.");
        }
    }

    /**
     * Gives the settings that hold when nothing is configured.
     *
     * @return nobody may call; the usual methods and headers of an API; no credentials; ten minutes
     */
    public static CorsSettings defaults() {
        return new CorsSettings(
                List.of(),
                List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"),
                List.of(
                        "Authorization",
                        "Content-Type",
                        "If-Match",
                        "If-None-Match",
                        "X-Requested-With",
                        REQUEST_ID_HEADER),
                GATEHOUSE_HEADERS,
                false,
                Duration.ofMinutes(10));
    }

    /**
     * Names other origins.
     *
     * @param origins who may call
     * @return a copy with these origins
     * @throws IllegalArgumentException if any origin is to have credentials
     */
    public CorsSettings withAllowedOrigins(List<OriginPattern> origins) {
        return new CorsSettings(origins, allowedMethods, allowedHeaders, exposedHeaders, allowCredentials, maxAge);
    }

    /**
     * Names other request headers.
     *
     * @param headers those that callers may set; {@code *} for any
     * @return a copy with these headers
     * @throws IllegalArgumentException if a name is none
     */
    public CorsSettings withAllowedHeaders(List<String> headers) {
        return new CorsSettings(allowedOrigins, allowedMethods, headers, exposedHeaders, allowCredentials, maxAge);
    }

    /**
     * Tells what of this is weaker than it should be.
     *
     * @param production whether the service runs in production, where even {@code http://localhost} is no origin to admit
     * @return sentences for the log; empty if nothing is
     */
    public List<String> warnings(boolean production) {
        return allowedOrigins.stream()
                .flatMap(pattern -> warning(pattern, production))
                .toList();
    }

    private Stream<String> warning(OriginPattern pattern, boolean production) {
        if (pattern.isAny()) {
            return Stream.of("'*' lets every page on the internet read what this service answers without a log-in."
                    + " Name the origins unless all of it is public.");
        }
        Origin base = pattern.base();
        if (base == null || !base.scheme().equals("http")) {
            return Stream.empty();
        }
        if (!base.isLocal()) {
            return Stream.of("'" + pattern + "' is not encrypted: whoever sits in the network can be it. Use https.");
        }
        return production
                ? Stream.of(
                        "'" + pattern + "' admits whatever runs on the machine of a user. Keep it out of production.")
                : Stream.empty();
    }

    private static void requireMethod(String method) {
        if (!method.equals(ANY) && (!HttpToken.matches(method) || hasLowerCase(method))) {
            throw new IllegalArgumentException(
                    "'" + method + "' is not a method. Write it in upper case, e.g. GET, or * for any.");
        }
    }

    private static void requireHeader(String header) {
        if (!HttpToken.matches(header)) {
            throw new IllegalArgumentException(
                    "'" + header + "' is not a header name. Write e.g. X-Total-Count, or * for any.");
        }
    }

    private static boolean hasLowerCase(String text) {
        return text.chars().anyMatch(c -> c >= 'a' && c <= 'z');
    }
}
