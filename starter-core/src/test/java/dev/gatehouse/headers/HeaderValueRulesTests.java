package dev.gatehouse.headers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderValueRulesTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x-content-type-options            | nosniff",
                "x-frame-options                   | SAMEORIGIN",
                "referrer-policy                   | no-referrer, strict-origin-when-cross-origin",
                "content-security-policy           | default-src 'self' https: *.example.com:8443 wss://a.example/x; script-src 'nonce-{nonce}' 'strict-dynamic'",
                "content-security-policy           | upgrade-insecure-requests; script-src 'sha256-abcdefABCDEF0123456789+/==' ; sandbox allow-forms",
                "content-security-policy           | require-trusted-types-for 'script'; report-to main; img-src data: blob: [::1]:*",
                "content-security-policy-report-only | default-src 'none'",
                "permissions-policy                | camera=(), fullscreen=(self \"https://a.example:8443\"), usb=*, midi=(self);report-to=main",
                "cross-origin-opener-policy        | same-origin-allow-popups; report-to=\"main\"",
                "cross-origin-embedder-policy      | credentialless",
                "cross-origin-resource-policy      | cross-origin",
                "origin-agent-cluster              | ?0",
                "strict-transport-security         | max-age=31536000 ; includeSubDomains ; preload",
                "strict-transport-security         | max-age=0",
                "x-xss-protection                  | 1; mode=block",
                "cache-control                     | no-cache, private, max-age=60",
                "reporting-endpoints               | main=\"https://r.example/x\", other=\"/reports\"",
                "integrity-policy                  | blocked-destinations=(script style), endpoints=(main)",
                "clear-site-data                   | \"cache\", \"*\"",
                "expect-ct                         | max-age=0, report-uri=\"https://r.example/\"",
                "feature-policy                    | camera 'none'; usb 'self' https://a.example",
            })
    void takesWhatBrowsersUnderstand(String header, String value) {
        assertThatCode(() -> HeaderOverrides.none().with(SecurityHeader.of(header), value))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x-content-type-options       | sniff                                    | Write nosniff",
                "x-frame-options              | ALLOW-FROM https://a.example             | DENY, SAMEORIGIN",
                "x-frame-options              | deny                                     | DENY, SAMEORIGIN",
                "referrer-policy              | no-referer                               | Write e.g. no-referrer",
                "content-security-policy      | default-src self                         | in single quotes",
                "content-security-policy      | default-src none                         | in single quotes",
                "content-security-policy      | script-src nonce-{nonce}                 | in single quotes",
                "content-security-policy      | default-src 'sefl'                       | is not a keyword",
                "content-security-policy      | defualt-src 'self'                       | Check its spelling",
                "content-security-policy      | img-src *; IMG-SRC 'self'                | stands there twice",
                "content-security-policy      | img-src 'none' https:                    | 'none' alone",
                "content-security-policy      | default-src 'self', img-src *            | has a comma",
                "content-security-policy      | script-src 'nonce-abc123'                | is a fixed nonce",
                "content-security-policy      | script-src 'nonce-{nonce}' 'unsafe-inline' | browsers ignore it",
                "content-security-policy      | script-src \"self\"                      | is not a source",
                "content-security-policy      | script-src https//a.example<             | is not a source",
                "content-security-policy      | upgrade-insecure-requests on             | is not what",
                "content-security-policy      | sandbox forms                            | is not what",
                "content-security-policy      | ;                                        | has no directive",
                "permissions-policy           | camera 'none'                            | without quotes",
                "permissions-policy           | camera=()x                               | allow list",
                "permissions-policy           | camera=(),camera=(self)                  | twice",
                "permissions-policy           | camera=() geolocation=()                 | allow list",
                "permissions-policy           | camera=(https://a.example)               | allow list",
                "cross-origin-opener-policy   | same-site                                | Write same-origin",
                "cross-origin-opener-policy   | same-origin; report=x                    | unknown parameter",
                "cross-origin-embedder-policy | same-origin                              | require-corp",
                "cross-origin-resource-policy | none                                     | same-site",
                "origin-agent-cluster         | 1                                        | ?1",
                "strict-transport-security    | includeSubDomains                        | no max-age",
                "strict-transport-security    | max-age=1y                               | number of seconds",
                "strict-transport-security    | max-age=31536000, includeSubDomains      | number of seconds",
                "strict-transport-security    | max-age=31536000; subdomains             | unknown directive",
                "strict-transport-security    | max-age=1; max-age=2                     | twice",
                "strict-transport-security    | max-age=300; includeSubDomains; preload  | hstspreload.org",
                "strict-transport-security    | max-age=63072000; preload                | hstspreload.org",
                "x-xss-protection             | 2                                        | mode=block",
                "cache-control                | no store                                 | no-store",
                "reporting-endpoints          | main=\"http://r.example/\"               | over https",
                "clear-site-data              | cache                                    | quoted types",
                "integrity-policy             | scripts only                             | key=value",
                "feature-policy               | camera none                              | with quotes",
            })
    void refusesWhatBrowsersMisreadAndSaysWhatToWrite(String header, String value, String remedy) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeaderOverrides.none().with(SecurityHeader.of(header), value))
                .withMessageContaining(remedy);
    }

    @ParameterizedTest
    @EnumSource
    void noHeaderTakesMoreThanOneLineOfVisibleAscii(SecurityHeader header) {
        for (String value : new String[] {"a\r\nX-Evil: 1", "a\nb", "caf\u00e9", "\u20ac", "a\u0000b", "a\tb"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> HeaderOverrides.none().with(header, value))
                    .withMessageContaining("one line of visible ASCII")
                    .withMessageNotContaining("\n");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeaderOverrides.none().with(header, " "))
                .withMessageContaining("Write off");
    }

    @ParameterizedTest
    @EnumSource
    void everyDefaultFollowsItsOwnRules(SecurityHeader header) {
        for (HeaderProfile profile : HeaderProfile.values()) {
            String value = DefaultValues.of(header, profile);
            if (value != null) {
                assertThatCode(() -> header.checked(value)).doesNotThrowAnyException();
            }
        }
        if (header.valueWhenOn() != null) {
            assertThatCode(() -> header.checked(header.valueWhenOn())).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"referrer-policy", "Referrer-Policy", "REFERRER_POLICY", "referrerpolicy", "referrer.policy"})
    void aNameIsKnownHoweverItsWordsAreSeparated(String name) {
        assertThat(SecurityHeader.of(name)).isEqualTo(SecurityHeader.REFERRER_POLICY);
    }

    @Test
    void aNameThatIsNoSecurityHeaderIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecurityHeader.of("x-frame-option"))
                .withMessageContaining("x-frame-options");
    }
}
