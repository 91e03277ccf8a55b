package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.accesslog.AccessLogFilter;
import dev.gatehouse.accesslog.AccessLogSettings;
import dev.gatehouse.concurrency.ConcurrencyLimitFilter;
import dev.gatehouse.concurrency.ConcurrencyLimits;
import dev.gatehouse.deadline.RequestTimeoutFilter;
import dev.gatehouse.deadline.RequestTimeoutSettings;
import dev.gatehouse.deadline.Timeout;
import dev.gatehouse.error.ErrorFormatFilter;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.error.UncaughtExceptions;
import dev.gatehouse.net.ClientAddressResolver;
import dev.gatehouse.net.ClientAddressSettings;
import dev.gatehouse.ratelimit.Eventually;
import dev.gatehouse.ratelimit.KeyResolver;
import dev.gatehouse.ratelimit.Limit;
import dev.gatehouse.ratelimit.MemoryRateLimitStore;
import dev.gatehouse.ratelimit.RateLimitFilter;
import dev.gatehouse.ratelimit.RateLimitGate;
import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.RateLimitRules;
import dev.gatehouse.ratelimit.RateLimitSettings;
import dev.gatehouse.ratelimit.RateLimiter;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A handler may leave HTTP altogether; Jetty takes such a request for one that goes on asynchronously, without its context. */
class UpgradeInContainersTests {

    @Test
    void leavesTheConnectionToAnotherProtocolInTomcat() throws Exception {
        try (FilterServer tomcat = FilterServer.start(
                true, List.of(AccessLogFilter.requestListener()), UpgradeInContainersTests::upgrade, chain())) {
            checkUpgraded(tomcat.uri(""));
        }
    }

    @Test
    void leavesTheConnectionToAnotherProtocolInJetty() throws Exception {
        try (JettyServer jetty = JettyServer.start(
                context -> context.addEventListener(AccessLogFilter.requestListener()),
                UpgradeInContainersTests::upgrade,
                chain())) {
            checkUpgraded(jetty.uri());
        }
    }

    private static void upgrade(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setHeader("Connection", "Upgrade");
        response.setHeader("Upgrade", "greeting");
        request.upgrade(Greeting.class);
    }

    private static void checkUpgraded(URI server) throws IOException {
        try (CapturedLog log = CapturedLog.of(AccessLogFilter.LOGGER)) {
            assertThat(RawHttp.sendAndEnd(
                            server.getPort(),
                            "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: greeting\r\n\r\n"))
                    .startsWith("HTTP/1.1 101")
                    .endsWith("\r\n\r\nhello");
            Eventually.holds(
                    () -> assertThat(log.messages()).singleElement().asString().startsWith("GET / 101 "));
        }
    }

    private static Filter[] chain() {
        RejectionWriter rejections = RejectionWriter.withDefaults();
        RequestTimeoutSettings timeouts = new RequestTimeoutSettings(
                new Timeout(Duration.ofMinutes(1)),
                List.of(),
                true,
                false,
                true,
                Duration.ofSeconds(10),
                Duration.ofSeconds(5));
        return new Filter[] {
            new AccessLogFilter(AccessLogSettings.defaults(), request -> false),
            new ErrorFormatFilter(rejections, new UncaughtExceptions(List.of()), request -> false),
            new ConcurrencyLimitFilter(ConcurrencyLimits.defaults(), rejections),
            new RequestTimeoutFilter(timeouts, rejections, List.of()),
            rateLimit(rejections)
        };
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

    /** Speaks a protocol of one word. */
    public static final class Greeting implements HttpUpgradeHandler {

        @Override
        public void init(WebConnection connection) {
            try (connection) {
                connection.getOutputStream().print("hello");
                connection.getOutputStream().flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void destroy() {}
    }
}
