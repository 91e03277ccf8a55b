package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.accesslog.AccessLogFilter;
import dev.gatehouse.accesslog.AccessLogSettings;
import dev.gatehouse.addresslist.AddressList;
import dev.gatehouse.addresslist.AddressListFilter;
import dev.gatehouse.addresslist.AddressLists;
import dev.gatehouse.concurrency.ConcurrencyLimitFilter;
import dev.gatehouse.concurrency.ConcurrencyLimits;
import dev.gatehouse.cors.CorsFilter;
import dev.gatehouse.cors.CorsPolicies;
import dev.gatehouse.cors.CorsSettings;
import dev.gatehouse.deadline.PathTimeout;
import dev.gatehouse.deadline.RequestTimeoutFilter;
import dev.gatehouse.deadline.RequestTimeoutSettings;
import dev.gatehouse.deadline.Timeout;
import dev.gatehouse.drain.Drain;
import dev.gatehouse.drain.DrainFilter;
import dev.gatehouse.error.ErrorFormatFilter;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.error.UncaughtExceptions;
import dev.gatehouse.errorrecord.ErrorRecordFilter;
import dev.gatehouse.errorrecord.ErrorRecordSettings;
import dev.gatehouse.errorrecord.ErrorRecorder;
import dev.gatehouse.fetchmetadata.FetchMetadataFilter;
import dev.gatehouse.flag.FlagFilter;
import dev.gatehouse.flag.FlagGate;
import dev.gatehouse.flag.FlagRule;
import dev.gatehouse.headers.SecurityHeadersFilter;
import dev.gatehouse.headers.SecurityHeadersSettings;
import dev.gatehouse.health.HealthFilter;
import dev.gatehouse.health.HealthRoute;
import dev.gatehouse.health.HealthRoutes;
import dev.gatehouse.health.StatusEndpoint;
import dev.gatehouse.hosts.TrustedHostFilter;
import dev.gatehouse.hosts.TrustedHostSettings;
import dev.gatehouse.https.HttpsFilter;
import dev.gatehouse.https.HttpsSettings;
import dev.gatehouse.limits.BodyLimits;
import dev.gatehouse.limits.ContainerCounting;
import dev.gatehouse.limits.RequestLimitsFilter;
import dev.gatehouse.limits.RequestLimitsSettings;
import dev.gatehouse.net.Cidr;
import dev.gatehouse.net.CidrSet;
import dev.gatehouse.net.ClientAddressResolver;
import dev.gatehouse.net.ClientAddressSettings;
import dev.gatehouse.net.ForwardedHeader;
import dev.gatehouse.net.ForwardedTarget;
import dev.gatehouse.net.HostSet;
import dev.gatehouse.net.OriginPattern;
import dev.gatehouse.net.OriginSet;
import dev.gatehouse.net.Probes;
import dev.gatehouse.net.SameOrigin;
import dev.gatehouse.ratelimit.KeyResolver;
import dev.gatehouse.ratelimit.Limit;
import dev.gatehouse.ratelimit.MemoryRateLimitStore;
import dev.gatehouse.ratelimit.RateLimitFilter;
import dev.gatehouse.ratelimit.RateLimitGate;
import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.RateLimitRules;
import dev.gatehouse.ratelimit.RateLimitSettings;
import dev.gatehouse.ratelimit.RateLimiter;
import dev.gatehouse.requestid.RequestIdFilter;
import dev.gatehouse.upload.UploadPolicy;
import dev.gatehouse.upload.UploadValidator;
import dev.gatehouse.upload.multipart.UploadFilter;
import dev.gatehouse.upload.multipart.UploadRules;
import dev.gatehouse.version.ApiVersionFilter;
import dev.gatehouse.version.ApiVersionSettings;
import dev.gatehouse.version.Deprecation;
import dev.gatehouse.version.DeprecationDate;
import dev.gatehouse.version.DeprecationFilter;
import dev.gatehouse.version.DeprecationGate;
import dev.gatehouse.version.DeprecationRule;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** All filters of core in containers that know nothing of Spring, which is not on the class path here. */
class WholeChainInContainersTests {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = new JsonMapper();
    private static final String APP = "https://app.example.com";

    @Test
    void hardensTomcat() throws Exception {
        try (FilterServer server = FilterServer.start(WholeChainInContainersTests::handle, chain())) {
            checkAnswers(server.uri(""));
        }
    }

    @Test
    void hardensJetty() throws Exception {
        try (JettyServer server = JettyServer.start(
                WholeChainInContainersTests::errorPage, WholeChainInContainersTests::handle, chain())) {
            checkAnswers(server.uri());
        }
    }

    private static void errorPage(ServletContextHandler context) {
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.addErrorPage(400, 599, "/error");
        context.setErrorHandler(errors);
    }

    private static void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getRequestURI()) {
            case "/ok" -> response.getWriter().print("ok");
            case "/slow" -> sleep();
            case "/uncaught" -> throw new IllegalStateException("expected");
            default -> response.sendError(404);
        }
    }

    private static void checkAnswers(URI base) throws Exception {
        checkHosts(base.getPort());
        HttpResponse<String> live = get(base, "/live");
        assertThat(live.statusCode()).isEqualTo(200);
        assertThat(live.headers().map()).containsKeys("x-request-id", "x-content-type-options");
        HttpResponse<String> deprecated = get(base, "/ok");
        check(deprecated, 200);
        assertThat(deprecated.headers().allValues("Deprecation")).containsExactly("@1767225600");
        check(get(base, "/uncaught"), 500);
        check(get(base, "/nothing"), 404);
        checkRefusal(get(base, "/ok", "Origin", "https://evil.example"), "cross_origin_refused");
        checkRefusal(get(base, "/office"), "forbidden");
        HttpResponse<String> slow = get(base, "/slow");
        check(slow, 503);
        assertThat(slow.headers().firstValue("Retry-After")).isPresent();
        HttpResponse<String> crossSite = CLIENT.send(
                HttpRequest.newBuilder(URI.create(base + "/ok"))
                        .header("Sec-Fetch-Site", "cross-site")
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        checkRefusal(crossSite, "cross_site_request");
        checkUpload(base);
        HttpResponse<String> refused = get(base, "/ok", "Origin", APP);
        assertThat(refused.headers().allValues("Access-Control-Allow-Origin")).containsExactly(APP);
        check(refused, 429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    }

    private static void checkUpload(URI base) throws Exception {
        String part = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.exe\"\r\n\r\nMZ\r\n--b--\r\n";
        HttpResponse<String> upload = CLIENT.send(
                HttpRequest.newBuilder(URI.create(base + "/ok"))
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(HttpRequest.BodyPublishers.ofString(part))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        check(upload, 415);
        assertThat(upload.body()).contains("extension_not_allowed");
    }

    private static void checkHosts(int port) throws IOException {
        String get = "GET /ok HTTP/1.1\r\nConnection: close\r\nHost: ";
        for (String host : List.of(
                "evil.example", "", "api.example.com:", "api.example.com:65536", "a_b.example", "127.1", "[::1%251]")) {
            assertThat(RawHttp.send(port, get + host + "\r\n\r\n")).as(host).startsWith("HTTP/1.1 400");
        }
        assertThat(RawHttp.send(port, get + "localhost\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(RawHttp.send(port, "GET /ok HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(RawHttp.send(port, get + "API.example.com.\r\n\r\n")).startsWith("HTTP/1.1 403");
        assertThat(RawHttp.send(port, get + "API.example.com.:80\r\nAccept: text/html\r\n\r\n"))
                .startsWith("HTTP/1.1 308")
                .contains("Location: https://api.example.com/ok\r\n");
    }

    private static void checkRefusal(HttpResponse<String> response, String code) {
        checkHeadersOfTheContainer(response);
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.headers().allValues("Vary")).contains("Origin");
        assertThat(JSON.readValue(response.body(), Map.class).get("error_code")).isEqualTo(code);
    }

    private static void check(HttpResponse<String> response, int status) {
        checkHeadersOfTheContainer(response);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().allValues("Vary")).contains("Origin");
        for (String name : List.of(
                "X-Request-ID",
                "X-API-Version",
                "X-Content-Type-Options",
                "X-Frame-Options",
                "Content-Security-Policy",
                "RateLimit",
                "RateLimit-Policy")) {
            assertThat(response.headers().allValues(name)).as(name).hasSize(1);
        }
        if (status == 200) {
            assertThat(response.body()).isEqualTo("ok");
            return;
        }
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        Map<?, ?> problem = JSON.readValue(response.body(), Map.class);
        assertThat(problem.get("status")).isEqualTo(status);
        assertThat(problem.get("request_id"))
                .isEqualTo(response.headers().firstValue("X-Request-ID").orElseThrow());
    }

    /** A container that resets a response may set some headers again by itself. */
    private static void checkHeadersOfTheContainer(HttpResponse<String> response) {
        assertThat(response.headers().allValues("Date")).hasSize(1);
        assertThat(response.headers().allValues("Server")).hasSizeLessThan(2);
    }

    private static HttpResponse<String> get(URI base, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Filter[] chain() {
        RejectionWriter rejections = RejectionWriter.withDefaults();
        ClientAddressResolver addresses = ClientAddressResolver.of(ClientAddressSettings.defaults());
        SameOrigin sameOrigin = new SameOrigin(new ForwardedTarget(addresses, ForwardedHeader.AUTO));
        CorsSettings settings = CorsSettings.defaults().withAllowedOrigins(List.of(OriginPattern.of(APP)));
        CorsFilter cors = new CorsFilter(CorsPolicies.everywhere(settings), sameOrigin, rejections);
        return new Filter[] {
            RequestIdFilter.withDefaults(),
            new AccessLogFilter(AccessLogSettings.defaults(), request -> false),
            new DrainFilter(new Drain()),
            new SecurityHeadersFilter(SecurityHeadersSettings.defaults()),
            new ApiVersionFilter(new ApiVersionSettings("X-API-Version", "1.4")),
            onErrors(cors),
            new ErrorRecordFilter(new ErrorRecorder(ErrorRecordSettings.defaults(), Clock.systemUTC(), List.of())),
            new ErrorFormatFilter(rejections, new UncaughtExceptions(List.of()), request -> false),
            trustedHosts(rejections),
            https(rejections),
            cors,
            new FetchMetadataFilter(OriginSet.of(List.of()), request -> false, sameOrigin, rejections),
            new AddressListFilter(office(), addresses, rejections),
            new HealthFilter(new HealthRoutes(List.of(new HealthRoute("/live", StatusEndpoint.ping(), null)))),
            new ConcurrencyLimitFilter(ConcurrencyLimits.defaults(), rejections),
            new RequestTimeoutFilter(timeout(), rejections, List.of()),
            new RequestLimitsFilter(
                    RequestLimitsSettings.defaults(), BodyLimits.of(1000), rejections, new ContainerCounting()),
            rateLimit(rejections),
            new UploadFilter(
                    UploadValidator.withDefaults(),
                    UploadRules.of(UploadPolicy.defaults()),
                    rejections,
                    List.of(),
                    List.of(),
                    List.of()),
            deprecations(rejections),
            new FlagFilter(
                    new FlagGate((flag, request) -> false, rejections),
                    List.of(new FlagRule(request -> request.getRequestURI().equals("/nothing"), "nothing", 404)))
        };
    }

    private static Filter deprecations(RejectionWriter rejections) {
        Deprecation deprecation = new Deprecation(DeprecationDate.of("2026-01-01"), null, null, null, null);
        return new DeprecationFilter(
                new DeprecationGate(rejections, Clock.systemUTC(), List.of()),
                List.of(new DeprecationRule(
                        "ok", request -> request.getRequestURI().equals("/ok"), deprecation, false)));
    }

    private static Filter trustedHosts(RejectionWriter rejections) {
        ClientAddressResolver addresses = ClientAddressResolver.of(ClientAddressSettings.defaults());
        return new TrustedHostFilter(
                TrustedHostSettings.of("localhost", "api.example.com"),
                new ForwardedTarget(addresses, ForwardedHeader.AUTO),
                new Probes(request -> false, CidrSet.empty(), addresses),
                rejections);
    }

    private static Filter https(RejectionWriter rejections) {
        ClientAddressResolver addresses = ClientAddressResolver.of(ClientAddressSettings.defaults());
        return new HttpsFilter(
                HttpsSettings.defaults().withTrusted(HostSet.of("api.example.com")),
                addresses,
                new ForwardedTarget(addresses, ForwardedHeader.AUTO),
                new Probes(request -> false, CidrSet.empty(), addresses),
                rejections);
    }

    private static Filter onErrors(Filter filter) {
        return (request, response, chain) -> {
            if (request.getDispatcherType() == DispatcherType.ERROR) {
                filter.doFilter(request, response, chain);
            } else {
                chain.doFilter(request, response);
            }
        };
    }

    private static AddressLists office() {
        AddressList list = new AddressList(
                request -> request.getRequestURI().equals("/office"), List.of(Cidr.of("203.0.113.0/24")), List.of());
        return new AddressLists(List.of(list), request -> false);
    }

    private static RequestTimeoutSettings timeout() {
        Timeout soon = new Timeout(Duration.ofMillis(50));
        return new RequestTimeoutSettings(
                new Timeout(Duration.ofSeconds(60)),
                List.of(new PathTimeout(request -> request.getRequestURI().equals("/slow"), soon)),
                false,
                false,
                true,
                Duration.ofSeconds(10),
                Duration.ofSeconds(1));
    }

    private static void sleep() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Filter rateLimit(RejectionWriter rejections) {
        ClientAddressResolver addresses = ClientAddressResolver.of(ClientAddressSettings.defaults());
        RateLimitRule rule = RateLimitRule.of(
                        RateLimitRules.DEFAULT_NAME, KeyResolver.ip(addresses, 64), Limit.of("5/hour"))
                .build();
        RateLimiter limiter = new RateLimiter(new MemoryRateLimitStore(1000), List.of());
        return new RateLimitFilter(
                new RateLimitGate(limiter, RateLimitSettings.defaults(), addresses, rejections),
                new RateLimitRules(rule, List.of(), request -> false));
    }
}
