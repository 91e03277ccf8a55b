package dev.gatehouse.autoconfigure.cors;

import dev.gatehouse.cors.CorsSettings;
import dev.gatehouse.net.OriginPattern;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which pages of other origins may call the service from a browser and read its answers.
 *
 * @param enabled whether cross-origin requests are answered and refused as configured here, as soon as any origin or path
 *     is
 * @param allowedOrigins origins that may call: "https://app.example.com", "https://*.example.com" for all subdomains,
 *     "http://localhost:*" for any port, or "*" for any origin; empty to leave CORS to the application
 * @param allowedMethods HTTP methods they may use, in upper case; "*" for any
 * @param allowedHeaders request headers they may set beside the few that every page may; "*" for any
 * @param exposedHeaders response headers their scripts may read beside the few that every script may and beside the
 *     request id, Retry-After and the rate-limit headers; "*" for any, only without credentials
 * @param allowCredentials whether they may send cookies and other credentials of the user; not together with the origin "*"
 * @param maxAge how long browsers may keep the answer to a preflight, 0s to 24h
 * @param paths own settings for some paths; the first entry that matches decides
 */
@ConfigurationProperties("gatehouse.cors")
public record CorsProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue List<OriginPattern> allowedOrigins,

        @DefaultValue({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})
        List<String> allowedMethods,

        @DefaultValue({"Authorization", "Content-Type", "If-Match", "If-None-Match", "X-Requested-With", "X-Request-ID"
        })
        List<String> allowedHeaders,

        @DefaultValue List<String> exposedHeaders,
        @DefaultValue("false") boolean allowCredentials,
        @DefaultValue("600s") Duration maxAge,
        @DefaultValue List<Path> paths) {

    private static final String PREFIX = "gatehouse.cors";
    private static final String ORIGINS = ".allowed-origins";

    /**
     * Copies the lists and checks each property on its own, so that the report names the one that is wrong.
     *
     * @throws org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException if one cannot
     *     be used
     */
    public CorsProperties {
        allowedOrigins = List.copyOf(allowedOrigins);
        allowedMethods = List.copyOf(allowedMethods);
        allowedHeaders = List.copyOf(allowedHeaders);
        exposedHeaders = List.copyOf(exposedHeaders);
        paths = List.copyOf(paths);
        CorsValues values = new CorsValues(
                PREFIX, allowedOrigins, allowedMethods, allowedHeaders, exposedHeaders, allowCredentials, maxAge);
        values.toSettings(List.of());
        for (int i = 0; i < paths.size(); i++) {
            values.overriddenBy(PREFIX + ".paths[" + i + "]", paths.get(i)).toSettings(List.of());
        }
    }

    /**
     * Puts the properties into the form the policies are made of.
     *
     * @param alwaysExposed the response headers that scripts may read in any case
     * @return what holds where {@code paths} says nothing
     */
    CorsSettings toSettings(List<String> alwaysExposed) {
        return values().toSettings(alwaysExposed);
    }

    CorsSettings toSettings(Path path, List<String> alwaysExposed) {
        return values().overriddenBy(PREFIX + ".paths", path).toSettings(alwaysExposed);
    }

    /** What of it is weak, by the property that says so. */
    Map<String, List<String>> warnings(boolean production) {
        Map<String, List<String>> warnings = new LinkedHashMap<>();
        warnings.put(PREFIX + ORIGINS, values().toSettings(List.of()).warnings(production));
        for (int i = 0; i < paths.size(); i++) {
            Path path = paths.get(i);
            if (path.enabled() && path.allowedOrigins() != null) {
                warnings.put(
                        PREFIX + ".paths[" + i + "]" + ORIGINS,
                        toSettings(path, List.of()).warnings(production));
            }
        }
        return warnings;
    }

    private CorsValues values() {
        return new CorsValues(
                PREFIX, allowedOrigins, allowedMethods, allowedHeaders, exposedHeaders, allowCredentials, maxAge);
    }

    /**
     * Own settings for some paths. What is left out is as for all others.
     *
     * @param path path patterns as in controllers, e.g. "/public/**"; one of them has to match; required
     * @param enabled whether cross-origin requests are answered and refused here; if not, CORS is left to the application
     * @param allowedOrigins origins that may call here; empty for none
     * @param allowedMethods HTTP methods they may use, in upper case; "*" for any
     * @param allowedHeaders request headers they may set; "*" for any
     * @param exposedHeaders response headers their scripts may read
     * @param allowCredentials whether they may send cookies and other credentials of the user
     * @param maxAge how long browsers may keep the answer to a preflight, 0s to 24h
     */
    public record Path(
            @DefaultValue List<String> path,
            @DefaultValue("true") boolean enabled,
            @Nullable List<OriginPattern> allowedOrigins,
            @Nullable List<String> allowedMethods,
            @Nullable List<String> allowedHeaders,
            @Nullable List<String> exposedHeaders,
            @Nullable Boolean allowCredentials,
            @Nullable Duration maxAge) {}
}
