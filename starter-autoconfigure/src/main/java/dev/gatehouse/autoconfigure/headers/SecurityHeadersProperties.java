package dev.gatehouse.autoconfigure.headers;

import dev.gatehouse.autoconfigure.web.PathPatternMatcher;
import dev.gatehouse.headers.HeaderOverrides;
import dev.gatehouse.headers.HeaderProfile;
import dev.gatehouse.headers.PathHeaders;
import dev.gatehouse.headers.SecurityHeader;
import dev.gatehouse.headers.SecurityHeadersSettings;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Security headers of every response.
 *
 * @param enabled whether responses get security headers
 * @param profile which values: auto for web or docs on pages in HTML and api on all else, or one of api, web, docs for
 *     all responses, or off for only the headers configured by name
 * @param docs own settings for pages of the docs profile by header name; they win over those for all responses
 * @param docsPaths pages that get the docs profile, as path patterns; empty for none
 * @param api own settings for responses of the api profile by header name, such as referrer-policy; they win over those
 *     for all responses
 * @param web own settings for pages of the web profile by header name; they win over those for all responses
 * @param paths own settings for some paths; the first entry that matches decides
 * @param remove further headers the application must not send; empty for none
 * @param removeLeaking whether headers that name the software behind the service, as listed by OWASP, are removed when
 *     the application writes them
 * @param reporting reports of browsers about violations
 * @param xContentTypeOptions X-Content-Type-Options: off, on or an own value (nosniff); empty for the profile's value
 * @param xFrameOptions X-Frame-Options: off, on or an own value (DENY or SAMEORIGIN); empty for the profile's value
 * @param referrerPolicy Referrer-Policy: off, on or an own value (a referrer policy such as no-referrer); empty for the profile's value
 * @param contentSecurityPolicy Content-Security-Policy: off, on or an own value (directives; 'nonce-{nonce}' stands for a new nonce per page); empty for the profile's value
 * @param contentSecurityPolicyReportOnly Content-Security-Policy-Report-Only: off, on or an own value (directives; on reports against the policy of the profile); empty for the profile's value
 * @param permissionsPolicy Permissions-Policy: off, on or an own value (features with their allow lists such as camera=(self)); empty for the profile's value
 * @param crossOriginOpenerPolicy Cross-Origin-Opener-Policy: off, on or an own value (same-origin, same-origin-allow-popups, noopener-allow-popups or unsafe-none); empty for the profile's value
 * @param crossOriginEmbedderPolicy Cross-Origin-Embedder-Policy: off, on or an own value (require-corp, credentialless or unsafe-none); empty for the profile's value
 * @param crossOriginResourcePolicy Cross-Origin-Resource-Policy: off, on or an own value (same-origin, same-site or cross-origin); empty for the profile's value
 * @param originAgentCluster Origin-Agent-Cluster: off, on or an own value (?1 or ?0); empty for the profile's value
 * @param xPermittedCrossDomainPolicies X-Permitted-Cross-Domain-Policies: off, on or an own value (none or a weaker policy); empty for the profile's value
 * @param xDnsPrefetchControl X-DNS-Prefetch-Control: off, on or an own value (on is sent as that word); empty for the profile's value
 * @param strictTransportSecurity Strict-Transport-Security: off, on or an own value (max-age in seconds with includeSubDomains and preload; sent only over HTTPS and never for localhost); empty for the profile's value
 * @param xXssProtection X-XSS-Protection: off, on or an own value (0 or 1; mode=block); empty for the profile's value
 * @param cacheControl Cache-Control: off, on or an own value (cache directives; sent only where the handler sets none of Cache-Control, Expires and Pragma); empty for the profile's value
 * @param reportingEndpoints Reporting-Endpoints: off, on or an own value (named URLs; set by itself when reporting is configured); empty for the profile's value
 * @param integrityPolicy Integrity-Policy: off, on or an own value (not sent by default); empty for the profile's value
 * @param clearSiteData Clear-Site-Data: off, on or an own value (quoted types; not sent by default, meant for the path of a log-out); empty for the profile's value
 * @param expectCt Expect-CT: off, on or an own value (obsolete and not sent by default); empty for the profile's value
 * @param featurePolicy Feature-Policy: off, on or an own value (obsolete and not sent by default); empty for the profile's value
 */
@ConfigurationProperties("gatehouse.headers")
public record SecurityHeadersProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("auto") HeaderProfile profile,

        @DefaultValue({"/docs/**", "/swagger-ui.html", "/swagger-ui/**", "/webjars/swagger-ui/**", "/redoc/**"})
        List<String> docsPaths,

        @DefaultValue Map<String, String> api,
        @DefaultValue Map<String, String> web,
        @DefaultValue Map<String, String> docs,
        @DefaultValue List<Path> paths,
        @DefaultValue("true") boolean removeLeaking,
        @DefaultValue List<String> remove,
        @NestedConfigurationProperty @DefaultValue Reporting reporting,
        @Nullable String xContentTypeOptions,
        @Nullable String xFrameOptions,
        @Nullable String referrerPolicy,
        @Nullable String contentSecurityPolicy,
        @Nullable String contentSecurityPolicyReportOnly,
        @Nullable String permissionsPolicy,
        @Nullable String crossOriginOpenerPolicy,
        @Nullable String crossOriginEmbedderPolicy,
        @Nullable String crossOriginResourcePolicy,
        @Nullable String originAgentCluster,
        @Nullable String xPermittedCrossDomainPolicies,
        @Nullable String xDnsPrefetchControl,
        @Nullable String strictTransportSecurity,
        @Nullable String xXssProtection,
        @Nullable String cacheControl,
        @Nullable String reportingEndpoints,
        @Nullable String integrityPolicy,
        @Nullable String clearSiteData,
        @Nullable String expectCt,
        @Nullable String featurePolicy) {

    private static final String PREFIX = "gatehouse.headers";

    /**
     * Headers of some paths.
     *
     * @param path path patterns as in controllers, e.g. "/embed/**"; one of them has to match
     * @param profile which values; empty for those of the service
     * @param headers own settings by header name, such as x-frame-options; they win over all others
     */
    public record Path(
            @DefaultValue List<String> path,
            @Nullable HeaderProfile profile,
            @DefaultValue Map<String, String> headers) {}

    /**
     * Puts the properties into the form the filter works with.
     *
     * @param contextPath the context path of the application, empty for none
     * @return the settings
     * @throws InvalidConfigurationPropertyValueException if a value cannot be used; names the property
     */
    public SecurityHeadersSettings toSettings(String contextPath) {
        Map<HeaderProfile, HeaderOverrides> ofProfiles = new EnumMap<>(HeaderProfile.class);
        ofProfiles.put(HeaderProfile.API, overrides(".api", api));
        ofProfiles.put(HeaderProfile.WEB, overrides(".web", web));
        ofProfiles.put(HeaderProfile.DOCS, overrides(".docs", docs));
        return new SecurityHeadersSettings(
                profile,
                named(),
                ofProfiles,
                matcher(".docs-paths", docsPaths),
                pathHeaders(),
                removed(),
                reportsTo(contextPath));
    }

    private HeaderOverrides named() {
        Map<SecurityHeader, String> named = new EnumMap<>(SecurityHeader.class);
        put(named, SecurityHeader.X_CONTENT_TYPE_OPTIONS, xContentTypeOptions);
        put(named, SecurityHeader.X_FRAME_OPTIONS, xFrameOptions);
        put(named, SecurityHeader.REFERRER_POLICY, referrerPolicy);
        put(named, SecurityHeader.CONTENT_SECURITY_POLICY, contentSecurityPolicy);
        put(named, SecurityHeader.CONTENT_SECURITY_POLICY_REPORT_ONLY, contentSecurityPolicyReportOnly);
        put(named, SecurityHeader.PERMISSIONS_POLICY, permissionsPolicy);
        put(named, SecurityHeader.CROSS_ORIGIN_OPENER_POLICY, crossOriginOpenerPolicy);
        put(named, SecurityHeader.CROSS_ORIGIN_EMBEDDER_POLICY, crossOriginEmbedderPolicy);
        put(named, SecurityHeader.CROSS_ORIGIN_RESOURCE_POLICY, crossOriginResourcePolicy);
        put(named, SecurityHeader.ORIGIN_AGENT_CLUSTER, originAgentCluster);
        put(named, SecurityHeader.X_PERMITTED_CROSS_DOMAIN_POLICIES, xPermittedCrossDomainPolicies);
        put(named, SecurityHeader.X_DNS_PREFETCH_CONTROL, xDnsPrefetchControl);
        put(named, SecurityHeader.STRICT_TRANSPORT_SECURITY, strictTransportSecurity);
        put(named, SecurityHeader.X_XSS_PROTECTION, xXssProtection);
        put(named, SecurityHeader.CACHE_CONTROL, cacheControl);
        put(named, SecurityHeader.REPORTING_ENDPOINTS, reportingEndpoints);
        put(named, SecurityHeader.INTEGRITY_POLICY, integrityPolicy);
        put(named, SecurityHeader.CLEAR_SITE_DATA, clearSiteData);
        put(named, SecurityHeader.EXPECT_CT, expectCt);
        put(named, SecurityHeader.FEATURE_POLICY, featurePolicy);
        HeaderOverrides overrides = HeaderOverrides.none();
        for (Map.Entry<SecurityHeader, String> entry : named.entrySet()) {
            SecurityHeader header = entry.getKey();
            overrides = with(overrides, header, entry.getValue(), "." + header.propertyName());
        }
        return overrides;
    }

    private static void put(Map<SecurityHeader, String> named, SecurityHeader header, @Nullable String setting) {
        if (setting != null && !setting.isBlank()) {
            named.put(header, setting);
        }
    }

    private List<PathHeaders> pathHeaders() {
        List<PathHeaders> all = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            Path entry = paths.get(i);
            String at = ".paths[" + i + "]";
            if (entry.path().isEmpty()) {
                throw invalid(at + ".path", "", "An entry needs a path. Write e.g. path: /embed/**.");
            }
            all.add(new PathHeaders(
                    matcher(at + ".path", entry.path()), entry.profile(), overrides(at + ".headers", entry.headers())));
        }
        return all;
    }

    /** Of two spellings of a name the first counts: it is that of the source that overrides the others. */
    private static HeaderOverrides overrides(String at, Map<String, String> settings) {
        HeaderOverrides overrides = HeaderOverrides.none();
        Set<SecurityHeader> seen = EnumSet.noneOf(SecurityHeader.class);
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            String property = at + "." + setting.getKey();
            SecurityHeader header;
            try {
                header = SecurityHeader.of(setting.getKey());
            } catch (IllegalArgumentException e) {
                throw invalid(property, setting.getValue(), e.getMessage());
            }
            if (seen.add(header)) {
                overrides = with(overrides, header, setting.getValue(), property);
            }
        }
        return overrides;
    }

    private static HeaderOverrides with(
            HeaderOverrides overrides, SecurityHeader header, String setting, String property) {
        try {
            return overrides.with(header, setting);
        } catch (IllegalArgumentException e) {
            throw invalid(property, setting, e.getMessage());
        }
    }

    private static PathPatternMatcher matcher(String property, List<String> patterns) {
        try {
            return PathPatternMatcher.anyOf(patterns);
        } catch (IllegalArgumentException e) {
            throw invalid(property, String.join(",", patterns), e.getMessage());
        }
    }

    private Set<String> removed() {
        Set<String> removed = new HashSet<>(removeLeaking ? SecurityHeadersSettings.leakingHeaders() : Set.of());
        for (String name : remove) {
            if (removed.stream().noneMatch(name::equalsIgnoreCase)) {
                removed.add(name);
            }
        }
        return removed;
    }

    private @Nullable String reportsTo(String contextPath) {
        String url = reporting.url();
        if (url == null || url.isBlank()) {
            return reporting.enabled() ? contextPath + reporting.path() : null;
        }
        try {
            HeaderOverrides.none().with(SecurityHeader.REPORTING_ENDPOINTS, "gatehouse=\"" + url + "\"");
        } catch (IllegalArgumentException e) {
            throw invalid(".reporting.url", url, "Write a URL over https or an absolute path.");
        }
        return url;
    }

    private static InvalidConfigurationPropertyValueException invalid(
            String property, @Nullable Object value, @Nullable String reason) {
        return new InvalidConfigurationPropertyValueException(PREFIX + property, value, reason);
    }
}
