package dev.gatehouse.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.CapturedLog;
import dev.gatehouse.FilterServer;
import dev.gatehouse.RawHttp;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.net.Authority;
import dev.gatehouse.net.CidrSet;
import dev.gatehouse.net.ClientAddressResolver;
import dev.gatehouse.net.ClientAddressSettings;
import dev.gatehouse.net.ForwardedHeader;
import dev.gatehouse.net.ForwardedTarget;
import dev.gatehouse.net.HostSet;
import dev.gatehouse.net.Probes;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpsFilterTests {

    private static final String OK = "HTTP/1.1 200";
    private static final String REDIRECT = "HTTP/1.1 308";
    private static final String REFUSED = "HTTP/1.1 403";
    private static final String HOST = "Host: www.example.com";
    private static final String HTML = "Accept: text/html,application/xhtml+xml,*/*;q=0.8";
    private static final String COOKIE = "Cookie: a=b; __Host-gatehouse-https=1";

    private static final HttpsSettings AUTO =
            HttpsSettings.defaults().withTrusted(HostSet.of("www.example.com", "*.wild.example", "[2001:db8::1]"));

    private static FilterServer auto;
    private static FilterServer proxied;

    @BeforeAll
    static void start() throws Exception {
        auto = server(AUTO, CidrSet.empty());
        proxied = server(AUTO, CidrSet.of("127.0.0.1"));
    }

    @AfterAll
    static void stop() throws Exception {
        auto.close();
        proxied.close();
    }

    private static FilterServer server(HttpsSettings settings, CidrSet proxies, Filter... outer) throws Exception {
        ClientAddressResolver addresses =
                ClientAddressResolver.of(new ClientAddressSettings(proxies, ForwardedHeader.AUTO, false));
        Filter[] filters = Arrays.copyOf(outer, outer.length + 1);
        filters[outer.length] = new HttpsFilter(
                settings,
                addresses,
                new ForwardedTarget(addresses, ForwardedHeader.AUTO),
                new Probes(request -> request.getRequestURI().equals("/livez"), Probes.privateNetworks(), addresses),
                RejectionWriter.withDefaults());
        return FilterServer.start((request, response) -> response.getWriter().print("ok"), filters);
    }

    private static String send(FilterServer server, String request, String... lines) throws Exception {
        String head = request + " HTTP/1.1\r\n" + String.join("\r\n", lines);
        return RawHttp.send(server.uri("/").getPort(), head + "\r\nConnection: close\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /a/b?c=d&e=%2F | www.example.com | https://www.example.com/a/b?c=d&e=%2F",
                "HEAD / | www.example.com | https://www.example.com/",
                "GET //evil.example/x | www.example.com | https://www.example.com//evil.example/x",
                "GET /@evil.example | WWW.Example.com.:8080 | https://www.example.com/@evil.example",
                "GET / | A.wild.example:8080 | https://a.wild.example/",
                "GET / | [2001:DB8:0::1]:8080 | https://[2001:db8::1]/",
                "GET http://www.example.com/x | www.example.com | https://www.example.com/x",
            })
    void redirectsNavigationsToTheTrustedHost(String request, String host, String location) throws Exception {
        assertThat(send(auto, request, "Host: " + host, HTML))
                .startsWith(REDIRECT)
                .contains("Location: " + location + "\r\n", "Cache-Control: no-store\r\n");
        assertThat(send(auto, request, "Host: " + host, "Sec-Fetch-Mode: navigate"))
                .contains("Location: " + location + "\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET / | Accept: application/json",
                "GET / | Accept: */*",
                "GET / | X-Nothing: 1",
                "GET / | Accept: text/html;Sec-Fetch-Mode: cors",
                "GET / | Accept: text/html;Authorization: Bearer x",
                "GET / | Accept: text/html;Connection: Upgrade;Upgrade: WebSocket",
                "GET / | Sec-Fetch-Mode: websocket;Upgrade: websocket",
                "POST / | Accept: text/html;Content-Length: 0",
                "PUT / | Content-Length: 0",
                "DELETE / | Accept: text/html",
                "OPTIONS / | Accept: text/html;Origin: https://a.example;Access-Control-Request-Method: POST",
            })
    void refusesWhatIsNoNavigation(String request, String headers) throws Exception {
        assertThat(send(auto, request, HOST, headers.replace(";", "\r\n")))
                .startsWith(REFUSED)
                .contains("application/problem+json", "\"error_code\":\"https_required\"")
                .doesNotContain("Location:", "Set-Cookie:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "wild.example",
                "www.example.com.evil.example",
                "127.1",
                "0x7f.1",
                "",
                "www.example.com:65536"
            })
    void neverRedirectsToAHostThatIsNotTrusted(String host) throws Exception {
        assertThat(send(auto, "GET /", "Host: " + host, HTML))
                .startsWith(REFUSED)
                .doesNotContain("Location:");
    }

    @Test
    void refusesAndSaysWhyOnceWhileNoHostIsKnown() throws Exception {
        try (FilterServer server = server(HttpsSettings.defaults(), CidrSet.empty());
                CapturedLog log = CapturedLog.of(HttpsFilter.class.getName())) {
            assertThat(send(server, "GET /", HOST, HTML)).startsWith(REFUSED);
            assertThat(send(server, "GET /", HOST, HTML)).startsWith(REFUSED);
            assertThat(log.messages()).singleElement().asString().contains("gatehouse.https.host");
        }
    }

    @Test
    void redirectsToTheConfiguredHostPortAndStatusWhateverWasAskedFor() throws Exception {
        HttpsSettings settings = new HttpsSettings(
                HttpsMode.AUTO,
                Authority.of("Secure.example."),
                8443,
                HostSet.of(),
                301,
                false,
                true,
                request -> request.getRequestURI().equals("/crl"));
        try (FilterServer server = server(settings, CidrSet.empty())) {
            assertThat(send(server, "GET /x", "Host: evil.example", HTML))
                    .startsWith("HTTP/1.1 301")
                    .contains("Location: https://secure.example:8443/x\r\n")
                    .doesNotContain("Set-Cookie:");
            assertThat(send(server, "GET /crl", "Host: evil.example")).startsWith(OK);
        }
    }

    @Test
    void refusesNavigationsToo() throws Exception {
        try (FilterServer server = server(AUTO.withMode(HttpsMode.REJECT), CidrSet.empty())) {
            assertThat(send(server, "GET /", HOST, HTML)).startsWith(REFUSED);
        }
    }

    @Test
    void redirectsAllThatIsReadWithoutCredentials() throws Exception {
        try (FilterServer server = server(AUTO.withMode(HttpsMode.REDIRECT), CidrSet.empty())) {
            assertThat(send(server, "GET /logo.png", HOST)).startsWith(REDIRECT);
            assertThat(send(server, "GET /", HOST, "Authorization: Basic x")).startsWith(REFUSED);
            assertThat(send(server, "POST /", HOST, HTML, "Content-Length: 0")).startsWith(REFUSED);
            assertThat(send(server, "OPTIONS /", HOST)).startsWith(REFUSED);
        }
    }

    @Test
    void servesAllWhileOff() throws Exception {
        try (FilterServer server = server(AUTO.withMode(HttpsMode.OFF), CidrSet.empty())) {
            assertThat(send(server, "GET /", HOST, HTML)).startsWith(OK);
        }
    }

    @Test
    void servesWhatTheContainerCallsSecure() throws Exception {
        Filter secure = (request, response, chain) -> chain.doFilter(
                new HttpServletRequestWrapper((HttpServletRequest) request) {
                    @Override
                    public boolean isSecure() {
                        return true;
                    }
                },
                response);
        try (FilterServer server = server(AUTO, CidrSet.empty(), secure)) {
            assertThat(send(server, "GET /", HOST)).startsWith(OK);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Forwarded-Proto: https | 200",
                "X-Forwarded-Proto: HTTPS | 200",
                "X-Forwarded-Proto: https, https | 200",
                "X-Forwarded-Proto: wss | 200",
                "X-Forwarded-Proto: WSS, https | 200",
                "Forwarded: proto=wss | 200",
                "X-Forwarded-Proto: ws | 308",
                "X-Forwarded-Proto: wss, ws | 403",
                "Forwarded: for=192.0.2.1;proto=https | 200",
                "Forwarded: proto=https, for=192.0.2.1 | 200",
                "X-Forwarded-Proto: http | 308",
                "Forwarded: proto=http | 308",
                "Forwarded: for=192.0.2.1 | 308",
                "X-Forwarded-Proto: httpsx | 308",
                "X-Forwarded-Proto: https, http | 403",
                "X-Forwarded-Proto: http, https | 403",
            })
    void believesTheSchemeOfTrustedProxies(String header, int status) throws Exception {
        assertThat(send(proxied, "GET /", HOST, HTML, header)).startsWith("HTTP/1.1 " + status);
    }

    @Test
    void takesTheHostThatTrustedProxiesForward() throws Exception {
        assertThat(send(proxied, "GET /", "Host: internal:8080", HTML, "X-Forwarded-Host: a.wild.example:80"))
                .contains("Location: https://a.wild.example/\r\n");
        assertThat(send(proxied, "GET /", "Host: internal:8080", HTML, "Forwarded: host=\"b.wild.example\""))
                .contains("Location: https://b.wild.example/\r\n");
        assertThat(send(proxied, "GET /", HOST, HTML, "X-Forwarded-Host: evil.example"))
                .startsWith(REFUSED);
        assertThat(send(auto, "GET /", HOST, HTML, "X-Forwarded-Host: a.wild.example"))
                .contains("Location: https://www.example.com/\r\n");
    }

    @Test
    void doesNotRedirectInALoopWhoeverIsBehindAProxyThatIsNotTrusted() throws Exception {
        try (FilterServer server = server(AUTO, CidrSet.empty());
                CapturedLog log = CapturedLog.of(HttpsFilter.class.getName())) {
            for (String header : new String[] {"X-Forwarded-Proto: https", "Forwarded: proto=https"}) {
                assertThat(send(server, "GET /", HOST, HTML, header))
                        .startsWith(REFUSED)
                        .contains("cannot tell whether the request came over HTTPS")
                        .doesNotContain("Location:");
            }
            assertThat(log.messages())
                    .singleElement()
                    .asString()
                    .contains("127.0.0.1", "gatehouse.client-address.trusted-proxies");
        }
    }

    @Test
    void doesNotRedirectInALoopBehindAProxyThatForgetsToSayHttps() throws Exception {
        try (FilterServer server = server(AUTO, CidrSet.of("127.0.0.1"));
                CapturedLog log = CapturedLog.of(HttpsFilter.class.getName())) {
            String first = send(server, "GET /", HOST, HTML);
            assertThat(first)
                    .startsWith(REDIRECT)
                    .contains("Set-Cookie: __Host-gatehouse-https=1; Path=/; Max-Age=60; Secure; HttpOnly;"
                            + " SameSite=Lax\r\n");
            assertThat(log.messages()).isEmpty();
            assertThat(send(server, "GET /", HOST, HTML, COOKIE))
                    .startsWith(REFUSED)
                    .doesNotContain("Location:");
            assertThat(send(server, "GET /", HOST, HTML, COOKIE)).startsWith(REFUSED);
            assertThat(log.messages())
                    .singleElement()
                    .asString()
                    .contains("X-Forwarded-Proto", "gatehouse.client-address.trusted-proxies");
            assertThat(send(server, "GET /", HOST, HTML, COOKIE, "X-Forwarded-Proto: https"))
                    .startsWith(OK);
        }
    }

    @Test
    void tellsByFetchMetadataThatABrowserUsedHttpsButStillRedirects() throws Exception {
        try (FilterServer server = server(AUTO, CidrSet.empty());
                CapturedLog log = CapturedLog.of(HttpsFilter.class.getName())) {
            assertThat(send(server, "GET /", HOST, "Sec-Fetch-Mode: navigate")).startsWith(REDIRECT);
            assertThat(send(server, "GET /", HOST, "Sec-Fetch-Mode: cors")).startsWith(REFUSED);
            assertThat(log.messages()).singleElement().asString().contains("X-Forwarded-Proto");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8080", "app.localhost", "127.0.0.1:8080", "127.1.2.3", "[::1]"})
    void servesThisMachine(String host) throws Exception {
        assertThat(send(auto, "POST /", "Host: " + host, "Content-Length: 0")).startsWith(OK);
        assertThat(send(auto, "GET /", "Host: " + host, "X-Forwarded-For: 203.0.113.1"))
                .startsWith(REFUSED);
        assertThat(send(proxied, "GET /", "Host: " + host, "X-Forwarded-For: 203.0.113.1"))
                .startsWith(REFUSED);
    }

    @Test
    void doesNotServeThisMachineIfTold() throws Exception {
        HttpsSettings settings =
                new HttpsSettings(HttpsMode.AUTO, null, 443, HostSet.of(), 308, true, false, request -> false);
        try (FilterServer server = server(settings, CidrSet.empty())) {
            assertThat(send(server, "GET /", "Host: localhost")).startsWith(REFUSED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET /.well-known/acme-challenge/evaGxfADs6pSRb2LAv9IZ_-f, 200",
        "HEAD /.well-known/acme-challenge/a, 200",
        "GET /.well-known/acme-challenge/, 403",
        "GET /.well-known/acme-challenge/../admin, 403",
        "GET /.well-known/acme-challenge/%2e%2e/admin, 403",
        "GET /.well-known/acme-challenge/a/b, 403",
        "GET /.well-known/acme-challenge/a;b, 403",
        "GET /.well-known/acme-challenges/a, 403",
        "DELETE /.well-known/acme-challenge/a, 403",
    })
    void servesChallengesOfAcme(String request, int status) throws Exception {
        assertThat(send(auto, request, HOST)).startsWith("HTTP/1.1 " + status);
    }

    @Test
    void servesProbes() throws Exception {
        assertThat(send(auto, "GET /livez", "Host: 10.1.2.3:8080")).startsWith(OK);
        assertThat(send(auto, "GET /livez", "Host: 10.1.2.3:8080", "X-Forwarded-For: 203.0.113.1"))
                .startsWith(REFUSED);
        assertThat(RawHttp.send(auto.uri("/").getPort(), "GET /livez HTTP/1.0\r\n\r\n"))
                .startsWith(OK);
    }

    @Test
    void checksItsSettings() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpsSettings(
                        HttpsMode.AUTO, Authority.of("a:1"), 443, HostSet.of(), 308, true, true, request -> false))
                .withMessageContaining("port");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new HttpsSettings(HttpsMode.AUTO, null, 0, HostSet.of(), 308, true, true, request -> false))
                .withMessageContaining("65535");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new HttpsSettings(HttpsMode.AUTO, null, 1, HostSet.of(), 303, true, true, request -> false))
                .withMessageContaining("308");
        assertThatIllegalArgumentException().isThrownBy(() -> Authority.of("https://a"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Authority("A", -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Authority("a", 65_536));
    }
}
