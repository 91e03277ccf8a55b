package dev.gatehouse.headers;

import static dev.gatehouse.headers.SecurityHeader.CACHE_CONTROL;
import static dev.gatehouse.headers.SecurityHeader.CONTENT_SECURITY_POLICY;
import static dev.gatehouse.headers.SecurityHeader.CONTENT_SECURITY_POLICY_REPORT_ONLY;
import static dev.gatehouse.headers.SecurityHeader.EXPECT_CT;
import static dev.gatehouse.headers.SecurityHeader.REFERRER_POLICY;
import static dev.gatehouse.headers.SecurityHeader.REPORTING_ENDPOINTS;
import static dev.gatehouse.headers.SecurityHeader.STRICT_TRANSPORT_SECURITY;
import static dev.gatehouse.headers.SecurityHeader.X_DNS_PREFETCH_CONTROL;
import static dev.gatehouse.headers.SecurityHeader.X_FRAME_OPTIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityHeadersSettingsTests {

    private static final HeaderOverrides NONE = HeaderOverrides.none();

    @Test
    void thePathWinsOverTheProfileAndThatOverAllResponses() {
        SecurityHeadersSettings settings = settings(
                NONE.with(REFERRER_POLICY, "origin")
                        .with(X_FRAME_OPTIONS, "off")
                        .with(CACHE_CONTROL, "no-cache"),
                Map.of(HeaderProfile.WEB, NONE.with(REFERRER_POLICY, "strict-origin")),
                null);
        HeaderOverrides path = NONE.with(CACHE_CONTROL, "off").with(X_FRAME_OPTIONS, "on");

        assertThat(value(settings, HeaderProfile.API, NONE, REFERRER_POLICY)).isEqualTo("origin");
        assertThat(value(settings, HeaderProfile.WEB, NONE, REFERRER_POLICY)).isEqualTo("strict-origin");
        assertThat(value(settings, HeaderProfile.WEB, NONE, X_FRAME_OPTIONS)).isNull();
        assertThat(value(settings, HeaderProfile.WEB, path, X_FRAME_OPTIONS)).isEqualTo("DENY");
        assertThat(value(settings, HeaderProfile.WEB, path, CACHE_CONTROL)).isNull();
        assertThat(value(settings, HeaderProfile.WEB, NONE, CACHE_CONTROL)).isEqualTo("no-cache");
    }

    @ParameterizedTest
    @CsvSource({"off", "OFF", "false"})
    void aBareOffOfYamlArrivesAsFalseAndMeansTheSame(String off) {
        assertThat(value(settings(NONE.with(X_FRAME_OPTIONS, off)), HeaderProfile.API, NONE, X_FRAME_OPTIONS))
                .isNull();
    }

    @Test
    void whatIsNotSentByDefaultHasAValueWhenSwitchedOn() {
        SecurityHeadersSettings settings = settings(NONE.with(EXPECT_CT, "on")
                .with(CONTENT_SECURITY_POLICY_REPORT_ONLY, "true")
                .with(X_DNS_PREFETCH_CONTROL, "on"));

        assertThat(value(settings, HeaderProfile.API, NONE, EXPECT_CT)).startsWith("max-age=");
        assertThat(value(settings, HeaderProfile.API, NONE, X_DNS_PREFETCH_CONTROL))
                .isEqualTo("on");
        assertThat(value(settings, HeaderProfile.DOCS, NONE, CONTENT_SECURITY_POLICY_REPORT_ONLY))
                .isEqualTo(DefaultValues.policy(HeaderProfile.DOCS));
    }

    @Test
    void profileOffSendsOnlyWhatIsConfiguredByName() {
        SecurityHeadersSettings settings = settings(NONE.with(X_FRAME_OPTIONS, "on"));
        HeaderSet set = new HeaderSet(HeaderProfile.OFF, settings, NONE);

        assertThat(set.present()).isEqualTo(X_FRAME_OPTIONS.bit());
        assertThat(set.value(X_FRAME_OPTIONS.ordinal())).isEqualTo("DENY");
    }

    @Test
    void policiesNameWhereReportsGo() {
        SecurityHeadersSettings settings = settings(NONE, Map.of(), "https://r.example/x");

        assertThat(value(settings, HeaderProfile.API, NONE, REPORTING_ENDPOINTS))
                .isEqualTo("gatehouse=\"https://r.example/x\"");
        assertThat(value(settings, HeaderProfile.API, NONE, CONTENT_SECURITY_POLICY))
                .endsWith("; report-uri https://r.example/x; report-to gatehouse");
    }

    @Test
    void aPolicyThatNamesItsOwnEndpointIsLeftAsItIs() {
        String own = "default-src 'report-sample' 'self'; report-to mine";
        SecurityHeadersSettings settings = settings(NONE.with(CONTENT_SECURITY_POLICY, own), Map.of(), "/reports");

        assertThat(value(settings, HeaderProfile.API, NONE, CONTENT_SECURITY_POLICY))
                .isEqualTo(own);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://r.example/", "reports", "https://r.example/a,b", "/a;b", "/a\"b"})
    void reportsGoNowhereUnsafe(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> settings(NONE, Map.of(), url));
    }

    @Test
    void aPageThatDoesNotUseTheNonceHasAStricterPolicy() {
        CspTemplate template =
                new CspTemplate("script-src 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; base-uri 'none'");

        assertThat(template.withoutNonce()).isEqualTo("script-src 'none'; style-src 'self'; base-uri 'none'");
        assertThat(template.render("N")).isEqualTo("script-src 'nonce-N'; style-src 'self' 'nonce-N'; base-uri 'none'");
    }

    @Test
    void weakValuesAreNamed() {
        HeaderOverrides weak = NONE.with(CONTENT_SECURITY_POLICY, "default-src *")
                .with(STRICT_TRANSPORT_SECURITY, "max-age=300")
                .with(REFERRER_POLICY, "unsafe-url")
                .with(CONTENT_SECURITY_POLICY_REPORT_ONLY, "default-src 'self'");

        assertThat(settings(weak).warnings())
                .hasSize(7)
                .anyMatch(text -> text.contains("ASVS 3.4.1"))
                .anyMatch(text -> text.contains("object-src"))
                .anyMatch(text -> text.contains("base-uri"))
                .anyMatch(text -> text.contains("frame-ancestors"))
                .anyMatch(text -> text.contains("scripts of anybody"))
                .anyMatch(text -> text.contains("ASVS 3.4.5"))
                .anyMatch(text -> text.contains("nowhere to report"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"API", "WEB", "DOCS"})
    void theDefaultsHaveNoWeakness(String profile) {
        String policy = DefaultValues.policy(HeaderProfile.valueOf(profile));

        assertThat(settings(NONE.with(CONTENT_SECURITY_POLICY, policy)).warnings())
                .isEmpty();
        assertThat(SecurityHeadersSettings.defaults().warnings()).isEmpty();
    }

    @Test
    void aSecurityHeaderCannotBeRemovedByTheListOfLeaks() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HeaderNames(Set.of("x-frame-options")))
                .withMessageContaining("by its own name");
    }

    @Test
    void everyKnownNameIsFoundInAnyCase() {
        HeaderNames names = new HeaderNames(LeakingHeaders.NAMES);

        for (SecurityHeader header : SecurityHeader.ALL) {
            assertThat(names.meaning(header.headerName())).isEqualTo(header.ordinal());
            assertThat(names.meaning(header.propertyName())).isEqualTo(header.ordinal());
        }
        for (String leaking : LeakingHeaders.NAMES) {
            assertThat(names.meaning(Lints.lower(leaking))).isEqualTo(HeaderNames.REMOVED);
        }
        for (String other : List.of("", "X", "X-Request-ID", "ETag", "Vary", "Set-Cookie", "Content-Typ\u0435")) {
            assertThat(names.meaning(other)).isEqualTo(HeaderNames.UNKNOWN);
        }
    }

    private static String value(
            SecurityHeadersSettings settings, HeaderProfile profile, HeaderOverrides path, SecurityHeader header) {
        return new HeaderSet(profile, settings, path).value(header.ordinal());
    }

    private static SecurityHeadersSettings settings(HeaderOverrides headers) {
        return settings(headers, Map.of(), null);
    }

    private static SecurityHeadersSettings settings(
            HeaderOverrides headers, Map<HeaderProfile, HeaderOverrides> ofProfiles, String reportsTo) {
        return new SecurityHeadersSettings(
                HeaderProfile.AUTO, headers, ofProfiles, request -> false, List.of(), Set.of(), reportsTo);
    }
}
