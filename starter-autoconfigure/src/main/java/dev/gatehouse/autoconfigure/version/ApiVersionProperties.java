package dev.gatehouse.autoconfigure.version;

import dev.gatehouse.version.ApiVersionSettings;
import dev.gatehouse.version.DeprecationDate;
import dev.gatehouse.version.DeprecationLink;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * The version of the API on answers, and what of the API is deprecated.
 *
 * @param enabled whether versions and deprecations are announced
 * @param header name of the response header that tells the version; empty for none
 * @param current version of the API on answers for which Spring MVC knows none, e.g. "1.4"; 1 to 64 visible ASCII
 *     characters; none if not set
 * @param goneAfterSunset whether deprecated endpoints are refused with 410 once their sunset is past
 * @param deprecations endpoints or versions that are deprecated; those with paths alone go first, and of each kind the first
 *     that covers a request counts, before an annotation
 */
@ConfigurationProperties("gatehouse.api-version")
public record ApiVersionProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue(ApiVersionSettings.DEFAULT_HEADER) String header,
        @Nullable String current,
        @DefaultValue("false") boolean goneAfterSunset,
        @DefaultValue List<Rule> deprecations) {

    static final String PREFIX = "gatehouse.api-version";

    /**
     * Copies the list and checks header and version.
     *
     * @throws InvalidConfigurationPropertyValueException if one of them cannot be used
     */
    public ApiVersionProperties {
        header = header.strip();
        current = current == null || current.isBlank() ? null : current.strip();
        deprecations = List.copyOf(deprecations);
        if (!header.isEmpty()) {
            check("header", header, header, null);
        }
        check("current", current, ApiVersionSettings.DEFAULT_HEADER, current);
    }

    private static void check(String name, @Nullable String value, String header, @Nullable String version) {
        try {
            new ApiVersionSettings(header, version);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationPropertyValueException(
                    PREFIX + "." + name, value, String.valueOf(e.getMessage()));
        }
    }

    boolean hasHeader() {
        return !header.isEmpty();
    }

    ApiVersionSettings toSettings() {
        return new ApiVersionSettings(hasHeader() ? header : ApiVersionSettings.DEFAULT_HEADER, current);
    }

    /**
     * What is deprecated, and what clients are told.
     *
     * @param name name in metrics and logs; the first path or version if not set
     * @param paths path patterns as in controllers, e.g. "/v1/**"; empty for all paths of the versions
     * @param methods HTTP methods; GET covers HEAD; empty for any method
     * @param versions versions of the API as Spring MVC reads them, e.g. "1.0"; empty for all
     * @param since date since when it is deprecated, e.g. "2026-07-01", or an instant; required
     * @param sunset date from when on it may no longer answer, after since; none if not set
     * @param successor link to what replaces it, e.g. "/v2/orders"; none if not set
     * @param documentation link to where people read about the deprecation; none if not set
     * @param sunsetPolicy link to where people read about the end; none if not set
     * @param goneAfterSunset whether requests past the sunset are refused with 410; as for all deprecations if not set
     */
    public record Rule(
            @Nullable String name,
            @DefaultValue List<String> paths,
            @DefaultValue Set<RequestMethod> methods,
            @DefaultValue List<String> versions,
            @Nullable DeprecationDate since,
            @Nullable DeprecationDate sunset,
            @Nullable DeprecationLink successor,
            @Nullable DeprecationLink documentation,
            @Nullable DeprecationLink sunsetPolicy,
            @Nullable Boolean goneAfterSunset) {

        /** Copies the lists. */
        public Rule {
            paths = List.copyOf(paths);
            methods = Set.copyOf(methods);
            versions = List.copyOf(versions);
        }
    }
}
