package dev.gatehouse.net;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameOriginTests {

    private final SameOrigin direct =
            new SameOrigin(new ForwardedTarget(request -> new ClientAddress(null, false), ForwardedHeader.AUTO));
    private final SameOrigin proxied =
            new SameOrigin(new ForwardedTarget(request -> new ClientAddress(null, true), ForwardedHeader.AUTO));

    @ParameterizedTest
    @CsvSource({
        "https, shop.example, 443, https://shop.example, true",
        "https, shop.example, 443, http://shop.example, false",
        "https, shop.example, 8443, https://shop.example:8443, true",
        "https, shop.example, 8443, https://shop.example, false",
        "https, SHOP.example, 443, https://shop.EXAMPLE, true",
        "http, shop.example, 80, http://shop.example, true",
        "http, shop.example, 80, https://shop.example, true",
        "http, shop.example, 80, https://shop.example:8443, false",
        "http, shop.example, 8080, http://shop.example, false",
        "http, shop.example, 8443, https://shop.example:8443, true",
        "http, shop.example, 80, https://www.shop.example, false",
        "http, localhost, 80, capacitor://localhost, false",
        "http, '[::1]', 80, 'http://[0::1]', true",
        "http, ::1, 80, 'http://[::1]', true",
        "http, 127.0.0.1, 80, 'http://[::1]', false",
        "http, '', 80, http://shop.example, false",
        "http, , 80, http://shop.example, false",
    })
    void comparesWithTheHostOfTheRequest(String scheme, String host, int port, String origin, boolean here) {
        HttpServletRequest request = request(scheme, host, port);
        assertThat(direct.isHere(request, Origin.of(origin))).isEqualTo(here);
        assertThat(direct.isSentFromHere(request, Origin.of(origin))).isEqualTo(here);
    }

    @ParameterizedTest
    @CsvSource({
        "shop.example, true",
        "'shop.example, inner.example', true",
        "SHOP.example:443, true",
        "shop.example:8443, false",
        "'inner.example, shop.example', false",
        "'', false",
        "shop.example/, false",
        "x@shop.example, false",
    })
    void believesAForwardedHostOnlyOfATrustedProxy(String forwarded, boolean here) {
        Origin shop = Origin.of("https://shop.example");
        String[] header = {"X-Forwarded-Host", forwarded};
        assertThat(proxied.isHere(request("http", "inner", 8080, header), shop)).isEqualTo(here);
        assertThat(direct.isHere(request("http", "inner", 8080, header), shop)).isFalse();
    }

    @Test
    void readsTheStandardHeaderAndTheScheme() {
        String[] header = {"Forwarded", "for=192.0.2.7;host=\"shop.example:8443\";proto=https"};
        HttpServletRequest request = request("http", "inner", 8080, header);
        assertThat(proxied.isHere(request, Origin.of("https://shop.example:8443")))
                .isTrue();
        assertThat(proxied.isHere(request, Origin.of("http://shop.example:8443")))
                .isFalse();
        assertThat(proxied.isHere(
                        request("http", "shop.example", 80, "X-Forwarded-Proto", "https"),
                        Origin.of("https://shop.example")))
                .isTrue();
        assertThat(proxied.isHere(
                        request("http", "shop.example", 80, "X-Forwarded-Proto", "https"),
                        Origin.of("http://shop.example")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"wss, https://shop.example, true", "wss, http://shop.example, false", "ws, http://shop.example, true"})
    void takesTheSchemeOfAWebSocketForTheOneOfItsPage(String scheme, String origin, boolean here) {
        HttpServletRequest request = request("http", "shop.example", 80, "X-Forwarded-Proto", scheme);
        assertThat(proxied.isHere(request, Origin.of(origin))).isEqualTo(here);
    }

    @Test
    void believesTheBrowser() {
        HttpServletRequest request = request("http", "inner", 8080, "Sec-Fetch-Site", "same-origin");
        assertThat(direct.isSentFromHere(request, null)).isTrue();
        assertThat(direct.isSentFromHere(request, Origin.of("https://shop.example")))
                .isTrue();
        assertThat(direct.isHere(request, Origin.of("https://shop.example"))).isFalse();
        assertThat(direct.isSentFromHere(request("http", "inner", 80, "Sec-Fetch-Site", "same-site"), null))
                .isFalse();
    }

    private static HttpServletRequest request(String scheme, String host, int port, String... headers) {
        return new HttpServletRequestWrapper(FakeRequests.from("192.0.2.1", headers)) {
            @Override
            public String getScheme() {
                return scheme;
            }

            @Override
            public boolean isSecure() {
                return scheme.equals("https");
            }

            @Override
            public String getServerName() {
                return host;
            }

            @Override
            public int getServerPort() {
                return port;
            }
        };
    }
}
