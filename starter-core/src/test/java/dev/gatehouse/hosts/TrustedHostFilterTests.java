package dev.gatehouse.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.CapturedLog;
import dev.gatehouse.FilterServer;
import dev.gatehouse.RawHttp;
import dev.gatehouse.error.ErrorFormatFilter;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.error.UncaughtExceptions;
import dev.gatehouse.net.CidrSet;
import dev.gatehouse.net.ClientAddressResolver;
import dev.gatehouse.net.ClientAddressSettings;
import dev.gatehouse.net.ForwardedHeader;
import dev.gatehouse.net.ForwardedTarget;
import dev.gatehouse.net.Probes;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedHostFilterTests {

    private static final String OK = "HTTP/1.1 200";
    private static final String REFUSED = "HTTP/1.1 400";

    private static FilterServer direct;
    private static FilterServer proxied;

    @BeforeAll
    static void start() throws Exception {
        direct = server(CidrSet.empty(), ForwardedHeader.AUTO);
        proxied = server(CidrSet.of("127.0.0.1"), ForwardedHeader.AUTO);
    }

    @AfterAll
    static void stop() throws Exception {
        direct.close();
        proxied.close();
    }

    private static FilterServer server(CidrSet proxies, ForwardedHeader header, Filter... outer) throws Exception {
        Filter[] filters = Arrays.copyOf(outer, outer.length + 2);
        filters[outer.length] = new ErrorFormatFilter(
                RejectionWriter.withDefaults(), new UncaughtExceptions(List.of()), request -> false);
        filters[outer.length + 1] = filter(proxies, header);
        return FilterServer.start((request, response) -> response.getWriter().print(request.getServerName()), filters);
    }

    static TrustedHostFilter filter(CidrSet proxies, ForwardedHeader header) {
        ClientAddressResolver addresses = ClientAddressResolver.of(new ClientAddressSettings(proxies, header, false));
        return new TrustedHostFilter(
                TrustedHostSettings.of("api.example.com", "*.wild.example", "port.example:8443", "[2001:db8::1]"),
                new ForwardedTarget(addresses, header),
                new Probes(request -> request.getRequestURI().equals("/livez"), Probes.privateNetworks(), addresses),
                RejectionWriter.withDefaults());
    }

    private static String get(FilterServer server, String target, String... lines) throws Exception {
        String head = "GET " + target + " HTTP/1.1\r\n" + String.join("\r\n", lines);
        return RawHttp.send(server.uri("/").getPort(), head + "\r\nConnection: close\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.example.com",
                "API.EXAMPLE.COM.",
                "api.example.com:1234",
                "a.b.wild.example",
                "port.example:8443",
                "[2001:DB8:0::1]",
                "[2001:db8::1]:99"
            })
    void letsItsHostsPass(String host) throws Exception {
        assertThat(get(direct, "/", "Host: " + host)).startsWith(OK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "wild.example",
                "api.example.com.evil.example",
                "port.example",
                "port.example:80",
                "[2001:db8::2]",
                "127.0.0.1",
                "localhost"
            })
    void refusesOtherHosts(String host) throws Exception {
        assertThat(get(direct, "/", "Host: " + host))
                .startsWith(REFUSED)
                .contains("application/problem+json", "\"error_code\":\"untrusted_host\"")
                .doesNotContain(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "api.example.com:", "api.example.com:65536", "127.1", "0x7f.1", "a.wild.1"})
    void refusesWhatIsNoHostAndTomcatLetsPass(String host) throws Exception {
        assertThat(get(direct, "/", "Host: " + host)).startsWith(REFUSED).contains("\"error_code\":\"invalid_host\"");
    }

    @Test
    void refusesARequestWithoutHost() throws Exception {
        String answer = RawHttp.send(direct.uri("/").getPort(), "GET / HTTP/1.0\r\n\r\n");
        assertThat(answer).startsWith(REFUSED).contains("\"error_code\":\"invalid_host\"");
    }

    @Test
    void judgesTheHostOfAnAbsoluteTarget() throws Exception {
        assertThat(get(direct, "http://api.example.com/", "Host: api.example.com"))
                .startsWith(OK);
        assertThat(get(direct, "http://evil.example/", "Host: evil.example")).startsWith(REFUSED);
        assertThat(get(direct, "http://evil.example/", "Host: api.example.com")).startsWith(REFUSED);
        int port = direct.uri("/").getPort();
        assertThat(RawHttp.send(port, "GET http://evil.example/ HTTP/1.0\r\n\r\n"))
                .startsWith(REFUSED);
        assertThat(RawHttp.send(port, "GET http://api.example.com/ HTTP/1.0\r\n\r\n"))
                .startsWith(OK);
    }

    @Test
    void ignoresWhatSomebodyElseThanAProxyForwards() throws Exception {
        assertThat(get(direct, "/", "Host: api.example.com", "X-Forwarded-Host: evil.example"))
                .startsWith(OK);
        assertThat(get(direct, "/", "Host: api.example.com", "Forwarded: host=evil.example"))
                .startsWith(OK);
        assertThat(get(direct, "/", "Host: evil.example", "X-Forwarded-Host: api.example.com"))
                .startsWith(REFUSED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Forwarded-Host: a.wild.example | 200",
                "X-Forwarded-Host: a.wild.example:444 | 200",
                "X-Forwarded-Host: a.wild.example, api.example.com | 200",
                "X-Forwarded-Host: evil.example | 400",
                "X-Forwarded-Host: evil.example, api.example.com | 400",
                "X-Forwarded-Host: api.example.com, evil.example | 400",
                "X-Forwarded-Host: api.example.com, | 400",
                "X-Forwarded-Host: | 400",
                "X-Forwarded-Host: //evil.example | 400",
                "X-Forwarded-Host: api.example.com@evil.example | 400",
                "Forwarded: for=192.0.2.1;host=a.wild.example;proto=https | 200",
                "Forwarded: host=\"a.wild.example:444\" | 200",
                "Forwarded: for=192.0.2.1 | 200",
                "Forwarded: host=a.wild.example, for=192.0.2.1;host=api.example.com | 200",
                "Forwarded: host=evil.example | 400",
                "Forwarded: host=evil.example, host=api.example.com | 400",
                "Forwarded: host=api.example.com;host=api.example.com | 400",
                "Forwarded: for=\"x, host=api.example.com | 400",
                "Forwarded: for=\"\\\", host=api.example.com | 400",
                "Forwarded: host= | 400",
                "Forwarded: nonsense | 400",
            })
    void judgesWhatTrustedProxiesForward(String header, int status) throws Exception {
        assertThat(get(proxied, "/", "Host: api.example.com", header)).startsWith("HTTP/1.1 " + status);
        assertThat(get(proxied, "/", "Host: evil.example", header)).startsWith(REFUSED);
    }

    @Test
    void judgesEachLineAndBothHeaders() throws Exception {
        assertThat(get(
                        proxied,
                        "/",
                        "Host: api.example.com",
                        "X-Forwarded-Host: api.example.com",
                        "X-Forwarded-Host: evil.example"))
                .startsWith(REFUSED);
        assertThat(get(
                        proxied,
                        "/",
                        "Host: api.example.com",
                        "X-Forwarded-Host: api.example.com",
                        "Forwarded: host=evil.example"))
                .startsWith(REFUSED);
    }

    @Test
    void readsOnlyTheHeaderThatTheProxiesWrite() throws Exception {
        CidrSet proxies = CidrSet.of("127.0.0.1");
        try (FilterServer extensions = server(proxies, ForwardedHeader.X_FORWARDED_FOR);
                FilterServer standard = server(proxies, ForwardedHeader.FORWARDED)) {
            assertThat(get(extensions, "/", "Host: api.example.com", "Forwarded: host=evil.example"))
                    .startsWith(OK);
            assertThat(get(extensions, "/", "Host: api.example.com", "X-Forwarded-Host: evil.example"))
                    .startsWith(REFUSED);
            assertThat(get(standard, "/", "Host: api.example.com", "X-Forwarded-Host: evil.example"))
                    .startsWith(OK);
            assertThat(get(standard, "/", "Host: api.example.com", "Forwarded: host=evil.example"))
                    .startsWith(REFUSED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "api.example.com, 200, 200",
        "a.wild.example, 400, 200",
        "evil.example, 400, 400",
        "//randomhost.com, 400, 400",
        "example.com@evil.tld, 400, 400",
        "'', 400, 400",
    })
    void judgesTheHostThatAWrapperPutsInFrontOfIt(String name, int untrusted, int trusted) throws Exception {
        Filter believing = (request, response, chain) -> chain.doFilter(
                new HttpServletRequestWrapper((HttpServletRequest) request) {
                    @Override
                    public String getServerName() {
                        return name;
                    }
                },
                response);
        try (FilterServer open = server(CidrSet.empty(), ForwardedHeader.AUTO, believing);
                FilterServer behindProxy = server(CidrSet.of("127.0.0.1"), ForwardedHeader.AUTO, believing)) {
            assertThat(get(open, "/", "Host: api.example.com")).startsWith("HTTP/1.1 " + untrusted);
            assertThat(get(behindProxy, "/", "Host: api.example.com")).startsWith("HTTP/1.1 " + trusted);
        }
    }

    @Test
    void letsAProbeNameAnyHostOrNone() throws Exception {
        int port = direct.uri("/").getPort();
        assertThat(get(direct, "/livez", "Host: 10.1.2.3:8080")).startsWith(OK);
        assertThat(RawHttp.send(port, "GET /livez HTTP/1.0\r\n\r\n")).startsWith(OK);
        assertThat(get(direct, "/livez", "Host: a..b")).startsWith(REFUSED);
        assertThat(get(direct, "/livez", "Host: 10.1.2.3:8080", "X-Forwarded-For: 10.0.0.1"))
                .startsWith(REFUSED);
        assertThat(get(direct, "/livez", "Host: 10.1.2.3:8080", "Forwarded: for=10.0.0.1"))
                .startsWith(REFUSED);
        assertThat(get(proxied, "/livez", "Host: 10.1.2.3:8080", "X-Forwarded-For: 10.0.0.1"))
                .startsWith(OK);
        assertThat(get(proxied, "/livez", "Host: 10.1.2.3:8080", "X-Forwarded-For: 203.0.113.1"))
                .startsWith(REFUSED);
        assertThat(RawHttp.send(
                        port,
                        "POST /livez HTTP/1.1\r\nHost: 10.1.2.3\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
                .startsWith(REFUSED);
    }

    @Test
    void warnsOnceOfAHostThatMayBeMissingInTheList() throws Exception {
        try (FilterServer server = server(CidrSet.empty(), ForwardedHeader.AUTO);
                CapturedLog log = CapturedLog.of(TrustedHostFilter.class.getName())) {
            get(server, "/", "Host: www.example.com", "X-Forwarded-Host: <\u00e9>");
            get(server, "/", "Host: other.example.com");
            assertThat(log.messages())
                    .singleElement()
                    .asString()
                    .contains("Host: www.example.com, X-Forwarded-Host: <?>", "gatehouse.trusted-hosts.allowed");
        }
    }

    @Test
    void hasSettingsThatAllowSomething() {
        assertThat(TrustedHostSettings.defaults()).isEqualTo(TrustedHostSettings.of("localhost", "127.0.0.1", "[::1]"));
        assertThatIllegalArgumentException()
                .isThrownBy(TrustedHostSettings::of)
                .withMessageContaining("List the hosts");
    }
}
