package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.accesslog.AccessLogFilter;
import dev.gatehouse.accesslog.AccessLogSettings;
import dev.gatehouse.concurrency.ConcurrencyLimitFilter;
import dev.gatehouse.concurrency.ConcurrencyLimits;
import dev.gatehouse.deadline.PathTimeout;
import dev.gatehouse.deadline.RequestTimeoutFilter;
import dev.gatehouse.deadline.RequestTimeoutSettings;
import dev.gatehouse.deadline.Timeout;
import dev.gatehouse.error.ErrorFormatFilter;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.error.UncaughtExceptions;
import dev.gatehouse.headers.SecurityHeadersFilter;
import dev.gatehouse.headers.SecurityHeadersSettings;
import dev.gatehouse.net.CidrSet;
import dev.gatehouse.net.ClientAddressResolver;
import dev.gatehouse.net.ClientAddressSettings;
import dev.gatehouse.ratelimit.KeyResolver;
import dev.gatehouse.ratelimit.Limit;
import dev.gatehouse.ratelimit.MemoryRateLimitStore;
import dev.gatehouse.ratelimit.RateLimitFilter;
import dev.gatehouse.ratelimit.RateLimitGate;
import dev.gatehouse.ratelimit.RateLimitHeaderFormat;
import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.RateLimitRules;
import dev.gatehouse.ratelimit.RateLimitSettings;
import dev.gatehouse.ratelimit.RateLimiter;
import dev.gatehouse.requestid.RequestIdFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** All filters of core in containers that know nothing of Spring, which is not on the class path here. */
class WholeChainInContainersTests {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void hardensTomcat() throws Exception {
        try (FilterServer server = FilterServer.start(WholeChainInContainersTests::handle, chain())) {
            checkAnswers(server.uri(""));
        }
    }

    @Test
    void hardensJetty() throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        for (Filter filter : chain()) {
            context.addFilter(
                    new FilterHolder(filter),
                    "/*",
                    EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
        }
        context.addServlet(
                new ServletHolder(new HttpServlet() {
                    @Override
                    protected void service(HttpServletRequest request, HttpServletResponse response)
                            throws IOException {
                        handle(request, response);
                    }
                }),
                "/*");
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.addErrorPage(400, 599, "/error");
        context.setErrorHandler(errors);
        server.setHandler(context);
        server.start();
        try {
            checkAnswers(URI.create("http://localhost:" + connector.getLocalPort()));
        } finally {
            server.stop();
        }
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
        check(get(base, "/ok"), 200);
        check(get(base, "/uncaught"), 500);
        check(get(base, "/nothing"), 404);
        HttpResponse<String> slow = get(base, "/slow");
        check(slow, 503);
        assertThat(slow.headers().firstValue("Retry-After")).isPresent();
        HttpResponse<String> refused = get(base, "/ok");
        check(refused, 429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    }

    private static void check(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        for (String name : List.of(
                "X-Request-ID",
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

    private static HttpResponse<String> get(URI base, String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(base + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Filter[] chain() {
        RejectionWriter rejections = RejectionWriter.withDefaults();
        return new Filter[] {
            RequestIdFilter.withDefaults(),
            new AccessLogFilter(AccessLogSettings.defaults(), request -> false),
            new SecurityHeadersFilter(SecurityHeadersSettings.defaults()),
            new ErrorFormatFilter(rejections, new UncaughtExceptions(List.of()), request -> false),
            new ConcurrencyLimitFilter(ConcurrencyLimits.defaults(), rejections),
            new RequestTimeoutFilter(timeout(), rejections, List.of()),
            rateLimit(rejections)
        };
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
        RateLimitSettings settings =
                new RateLimitSettings(Limit.of("4/hour"), RateLimitHeaderFormat.BOTH, 64, CidrSet.empty(), 1000);
        ClientAddressResolver addresses = ClientAddressResolver.of(ClientAddressSettings.defaults());
        RateLimitRule rule = RateLimitRule.of(
                RateLimitSettings.DEFAULT_NAME,
                request -> true,
                false,
                KeyResolver.ip(addresses, settings.ipv6Prefix()),
                settings.defaultLimit());
        RateLimiter limiter = new RateLimiter(new MemoryRateLimitStore(settings.maxKeys()), List.of());
        return new RateLimitFilter(
                new RateLimitGate(limiter, settings, addresses, rejections),
                new RateLimitRules(rule, List.of(), request -> false));
    }
}
