package dev.gatehouse.autoconfigure.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.gatehouse.autoconfigure.testing.CapturedLog;
import dev.gatehouse.autoconfigure.testing.RunningService;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

class AccessLogHttpTests {

    private static final String ACCESS = "dev.gatehouse.access";
    private static final String ALICE =
            "Basic " + Base64.getEncoder().encodeToString("alice:secret".getBytes(StandardCharsets.UTF_8));

    private static RunningService open;
    private static RunningService secured;

    @BeforeAll
    static void start() {
        open = RunningService.start(
                Orders.class,
                "gatehouse.request-id.on-invalid=reject",
                "gatehouse.access-log.exclude=/orders/excluded/**",
                // A request that Tomcat forgot never ends.
                "spring.lifecycle.timeout-per-shutdown-phase=1s");
        secured = RunningService.startSecured(Orders.class);
    }

    @AfterAll
    static void stop() {
        open.close();
        secured.close();
    }

    @Test
    void namesTheRouteAndNotThePath() {
        try (CapturedLog log = CapturedLog.of("ROOT")) {
            open.get("/orders/4711?token=abc", "X-Request-ID", "mine");
            ILoggingEvent line = onlyLine(log);
            assertThat(line.getFormattedMessage()).matches("GET /orders/\\{id} 200 \\d+ ms 10 B");
            assertThat(fields(line)).containsEntry("route", "/orders/{id}").doesNotContainKey("path");
        }
    }

    /** Spring MVC looks for a static file then, under a pattern that is the same for all. */
    @Test
    void namesThePathThatNoControllerHas() {
        try (CapturedLog log = CapturedLog.of("ROOT")) {
            open.get("/nothing-here?token=abc");
            ILoggingEvent line = onlyLine(log);
            assertThat(line.getFormattedMessage()).startsWith("GET /nothing-here 404 ");
            assertThat(fields(line)).containsEntry("path", "/nothing-here").doesNotContainKey("route");
        }
    }

    @Test
    void namesTheUserThatSpringSecurityKnows() {
        try (CapturedLog log = CapturedLog.of("ROOT")) {
            assertThat(secured.get("/orders/4711", "Authorization", ALICE).body())
                    .isEqualTo("order 4711");
            assertThat(fields(onlyLine(log))).containsEntry("user_id", "alice");
            assertThat(log.events(Orders.class.getName()))
                    .singleElement()
                    .satisfies(event -> assertThat(event.getMDCPropertyMap())
                            .containsEntry("user_id", "alice")
                            .containsKey("request_id"));
        }
    }

    @Test
    void namesTheUserOfAnAsynchronousHandlerToo() {
        try (CapturedLog log = CapturedLog.of("ROOT")) {
            assertThat(secured.get("/later", "Authorization", ALICE).body()).isEqualTo("alice");
            assertThat(fields(onlyLine(log))).containsEntry("user_id", "alice").containsEntry("route", "/later");
        }
    }

    @Test
    void countsTheBytesOfAnAsynchronousAnswerOnce() {
        for (String path : List.of("/later", "/deferred", "/later-failed")) {
            try (RunningService service = RunningService.start(Orders.class);
                    CapturedLog log = CapturedLog.of("ROOT")) {
                long length = service.get(path).body().length();
                assertThat(fields(onlyLine(log))).as(path).containsEntry("size", length);
            }
        }
    }

    @Test
    void aRequestThatAFilterOutsideRefusesIsLoggedOnce() {
        try (RunningService service = RunningService.start(Outermost.class, "gatehouse.access-log.exclude=/orders/**");
                CapturedLog log = CapturedLog.of("ROOT")) {
            assertThat(service.send(
                                    "/later;a=b?c=d",
                                    request ->
                                            request.header("Refuse", "409").POST(HttpRequest.BodyPublishers.noBody()))
                            .statusCode())
                    .isEqualTo(409);
            ILoggingEvent line = onlyLine(log);
            assertThat(fields(line))
                    .containsEntry("method", "POST")
                    .containsEntry("path", "/later")
                    .containsEntry("status", 409)
                    .containsKey("error_code");
            assertThat(line.getMDCPropertyMap()).containsKey("request_id");
        }
        try (RunningService service = RunningService.start(Outermost.class, "gatehouse.access-log.exclude=/orders/**");
                CapturedLog log = CapturedLog.of("ROOT")) {
            service.get("/orders/1", "Refuse", "throw");
            service.get("/orders/1", "Refuse", "409");
            service.get("/orders/error");
            assertThat(service.get("/later", "Refuse", "throw").statusCode()).isEqualTo(500);
            assertThat(fields(onlyLine(log))).containsEntry("path", "/later").containsEntry("status", 500);
        }
    }

    @Test
    void aRefusedLogInIsLoggedOnceWithoutAUser() {
        try (CapturedLog log = CapturedLog.of("ROOT")) {
            assertThat(secured.get("/orders/4711").statusCode()).isEqualTo(401);
            assertThat(fields(onlyLine(log)))
                    .containsEntry("status", 401)
                    .containsEntry("error_code", "unauthenticated")
                    .doesNotContainKey("user_id");
        }
    }

    @Test
    void aClientThatLeavesInTheMiddleOfAnAnswerIsNoError() throws Exception {
        for (String path : List.of("/large", "/large-bytes", "/large-stream", "/large-lines", "/large-view")) {
            try (CapturedLog log = CapturedLog.of("ROOT")) {
                do {
                    log.events().clear();
                    leaveInTheMiddleOf(path);
                    Awaitility.await(path).until(() -> !log.events(ACCESS).isEmpty() || isForgotten(log));
                } while (isForgotten(log));
                assertThat(fields(onlyLine(log))).as(path).containsEntry("status", 200);
                assertThat(log.events()).as(path).noneMatch(event -> event.getLevel() == Level.ERROR);
            }
        }
    }

    private static void leaveInTheMiddleOf(String path) throws IOException {
        try (Socket client = new Socket("127.0.0.1", open.port())) {
            client.setSoLinger(true, 0);
            client.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(client.getInputStream().read()).isPositive();
        }
    }

    /** Tomcat ends some of them without a word to anybody but its own log. */
    private static boolean isForgotten(CapturedLog log) {
        return log.events("org.apache.catalina.connector.CoyoteAdapter").stream()
                .anyMatch(event -> event.getFormattedMessage().contains("non-recycled"));
    }

    @Test
    void anAnswerThatBreaksOffIsLoggedAs500WhoeverAskedForIt() {
        try (RunningService service = RunningService.startSecured(OpenOrders.class)) {
            for (String path : List.of("/half", "/half-json")) {
                for (String user : List.of(ALICE, "None")) {
                    try (CapturedLog log = CapturedLog.of("ROOT")) {
                        assertThatThrownBy(() -> service.get(path, "Authorization", user))
                                .hasRootCauseInstanceOf(IOException.class);
                        assertThat(fields(onlyLine(log))).as(path + user).containsEntry("status", 500);
                    }
                }
            }
        }
    }

    @Test
    void aRefusedRequestIdIsLoggedOnce() {
        try (CapturedLog log = CapturedLog.of("ROOT")) {
            assertThat(open.get("/orders/4711", "X-Request-ID", "$(id)").statusCode())
                    .isEqualTo(400);
            assertThat(fields(onlyLine(log)))
                    .containsEntry("status", 400)
                    .containsEntry("error_code", "invalid_request_id");
        }
    }

    @Test
    void canBeSwitchedOffAndExcluded() {
        try (RunningService service = RunningService.start(Orders.class, "gatehouse.access-log.enabled=false");
                CapturedLog log = CapturedLog.of("ROOT")) {
            service.get("/orders/4711");
            assertThat(log.events(ACCESS)).isEmpty();
        }
        try (CapturedLog log = CapturedLog.of("ROOT")) {
            open.get("/orders/excluded/4711");
            open.get("/later");
            assertThat(fields(onlyLine(log))).containsEntry("route", "/later");
        }
    }

    @Test
    void aPathThatCannotBeReadIsNotExcluded() {
        try (CapturedLog log = CapturedLog.of("ROOT")) {
            assertThat(open.sendRaw("GET /later;x=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 400");
            assertThat(fields(onlyLine(log))).containsEntry("status", 400);
        }
    }

    private static ILoggingEvent onlyLine(CapturedLog log) {
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !log.events(ACCESS).isEmpty());
        assertThat(log.events(ACCESS)).hasSize(1);
        return log.events(ACCESS).get(0);
    }

    private static Map<String, Object> fields(ILoggingEvent event) {
        return event.getKeyValuePairs().stream().collect(Collectors.toMap(pair -> pair.key, pair -> pair.value));
    }

    @RestController
    @Import(Orders.Users.class)
    static class Orders {

        private static final Logger LOG = LoggerFactory.getLogger(Orders.class);

        @GetMapping({"/orders/{id}", "/orders/excluded/{id}"})
        String order(@PathVariable String id) {
            LOG.info("reading");
            return "order " + id;
        }

        @GetMapping("/orders/error")
        void error(HttpServletResponse response) throws IOException {
            response.sendError(409);
        }

        @GetMapping("/large")
        List<String> large() {
            return Collections.nCopies(1_000_000, "a good deal of text");
        }

        @GetMapping("/half")
        void half(HttpServletResponse response) throws IOException {
            response.getOutputStream().write(new byte[20_000]);
            response.flushBuffer();
            throw new IllegalStateException("half");
        }

        @GetMapping("/half-json")
        List<Object> halfJson() {
            List<Object> texts = new ArrayList<>(Collections.nCopies(10_000, "a good deal of text"));
            texts.add(new Failing());
            return texts;
        }

        @GetMapping("/large-bytes")
        byte[] largeBytes() {
            return new byte[20_000_000];
        }

        @GetMapping("/large-stream")
        StreamingResponseBody largeStream() {
            return out -> {
                for (int i = 0; i < 20_000; i++) {
                    out.write(new byte[1000]);
                }
            };
        }

        @GetMapping("/large-lines")
        void largeLines(HttpServletResponse response) throws IOException {
            ServletOutputStream out = response.getOutputStream();
            IntStream.range(0, 20_000).forEach(line -> {
                try {
                    out.write(new byte[1000]);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        /** Fails as a template does. */
        @GetMapping("/large-view")
        ModelAndView largeView() {
            return new ModelAndView((model, request, response) -> {
                try {
                    largeStream().writeTo(response.getOutputStream());
                } catch (IOException e) {
                    throw new IllegalStateException("template", new IllegalStateException("fragment", e));
                }
            });
        }

        @GetMapping("/deferred")
        DeferredResult<String> deferred() {
            DeferredResult<String> result = new DeferredResult<>();
            result.setResult("0123456789");
            return result;
        }

        @GetMapping("/later-failed")
        Callable<String> laterFailed() {
            return () -> {
                throw new IllegalStateException("failed");
            };
        }

        @GetMapping("/later")
        Callable<String> later() {
            return () -> String.valueOf(MDC.get("user_id"));
        }

        @Configuration(proxyBeanMethods = false)
        static class Users {

            @Bean
            UserDetailsService users() {
                return new InMemoryUserDetailsManager(User.withUsername("alice")
                        .password("{noop}secret")
                        .roles("USER")
                        .build());
            }
        }
    }

    /** Cannot be written. */
    static class Failing {

        public String getText() {
            throw new IllegalStateException("half");
        }
    }

    /** Needs a log-in for all that nobody asks for, such as the error page. */
    @Configuration(proxyBeanMethods = false)
    @Import(Orders.class)
    static class OpenOrders {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/half*")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }

    /** Refuses in front of everything of Gatehouse. */
    @Configuration(proxyBeanMethods = false)
    @Import(Orders.class)
    static class Outermost {

        @Bean
        FilterRegistrationBean<Filter> outermost() {
            FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
                String refuse = ((HttpServletRequest) request).getHeader("Refuse");
                if ("throw".equals(refuse)) {
                    throw new IllegalStateException("refused");
                }
                if (refuse == null) {
                    chain.doFilter(request, response);
                } else {
                    ((HttpServletResponse) response).sendError(Integer.parseInt(refuse));
                }
            });
            registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return registration;
        }
    }
}
