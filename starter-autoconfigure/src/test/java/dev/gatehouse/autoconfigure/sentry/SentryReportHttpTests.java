package dev.gatehouse.autoconfigure.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.testing.RecordingServer;
import dev.gatehouse.autoconfigure.testing.RunningService;
import dev.gatehouse.error.ProblemException;
import io.sentry.Attachment;
import io.sentry.Breadcrumb;
import io.sentry.Hint;
import io.sentry.ISpan;
import io.sentry.Sentry;
import io.sentry.SentryAttribute;
import io.sentry.SentryAttributes;
import io.sentry.SentryEvent;
import io.sentry.SentryLogLevel;
import io.sentry.SentryOptions;
import io.sentry.logger.SentryLogParameters;
import io.sentry.protocol.Message;
import io.sentry.protocol.User;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What leaves a service that reports to Sentry, with all that Sentry's SDK can be told to send. */
class SentryReportHttpTests {

    private static final RecordingServer SENTRY = new RecordingServer();
    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                Reporting.class,
                "sentry.dsn=http://public@127.0.0.1:" + SENTRY.port() + "/1",
                "sentry.traces-sample-rate=1.0",
                "sentry.send-default-pii=true",
                "sentry.max-request-body-size=always",
                "sentry.attach-threads=true",
                "sentry.release=1",
                "sentry.logs.enabled=true");
    }

    @AfterAll
    static void stop() {
        service.close();
        SENTRY.close();
    }

    @Test
    void anUncaughtExceptionIsReportedOnceWithRequestAndUser() {
        service.get("/fail", "X-Request-ID", "uncaught-1");
        assertThat(events("uncaught-1"))
                .singleElement()
                .satisfies(report -> assertThat(report)
                        .contains("\"request_id\":\"uncaught-1\"", "\"user\":{\"id\":\"alice\"}")
                        .contains("IllegalStateException"));
    }

    @Test
    void aTransactionNamesRequestAndUser() {
        service.get("/hello", "X-Request-ID", "transaction-1");
        assertThat(SENTRY.awaitBody("\"request_id\":\"transaction-1\"", "\"type\":\"transaction\""))
                .contains("\"user\":{\"id\":\"alice\"}", "GET /hello");
    }

    @Test
    void aProblemIsGroupedByItsErrorCode() {
        service.get("/problem", "X-Request-ID", "problem-1");
        assertThat(events("problem-1"))
                .singleElement()
                .satisfies(report -> assertThat(report)
                        .contains("\"fingerprint\":[\"out_of_stock\"]", "\"error_code\":\"out_of_stock\""));
    }

    @Test
    void noSecretLeavesTheService() {
        service.send(
                "/everything?token=IN-QUERY&page=IN-VALUE",
                request -> request.header("Authorization", "Bearer IN-HEADER")
                        .header("Cookie", "session=IN-COOKIE")
                        .header("X-Request-ID", "everything-1")
                        .header("Content-Type", "application/json")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"name\":\"IN-BODY\"}")));
        assertThat(events("everything-1")).hasSize(2);
        assertThat(SENTRY.awaitBody("\"type\":\"session\"")).contains("\"release\":\"1\"");
        assertThat(SENTRY.awaitBody("\"url.full\"")).contains("https://other/?code=***");
        assertThat(SENTRY.awaitBody("login with password=***")).contains("\"user.id\"", "user-1");
        assertThat(SENTRY.awaitBody("\"name\":\"logins\"")).contains("\"user.id\"", "user-1");
        assertThat(SENTRY.all())
                .doesNotContain("IN-QUERY", "IN-VALUE", "IN-HEADER", "IN-COOKIE", "IN-BODY")
                .doesNotContain("IN-BREADCRUMB", "IN-EXTRA", "IN-NAMED-EXTRA", "IN-TAG", "IN-CONTEXT")
                .doesNotContain("IN-ATTACHMENT", "IN-EMAIL", "IN-USERNAME", "IN-ADDRESS", "IN-SPAN", "IN-DATA")
                .doesNotContain("IN-MESSAGE", "IN-CAUSE", "IN-CALLBACK", "IN-LOG")
                .doesNotContain("IN-PARAMETER", "IN-ATTRIBUTE");
        assertThat(SENTRY.all()).contains("password=***");
    }

    /** The transaction ends last, so all else has been sent when it comes. */
    private static List<String> events(String requestId) {
        String named = "\"request_id\":\"" + requestId + "\"";
        SENTRY.awaitBody(named, "\"type\":\"transaction\"");
        return SENTRY.requests().stream()
                .map(RecordingServer.Recorded::body)
                .filter(body -> body.contains(named) && body.contains("\"type\":\"event\""))
                .toList();
    }

    @Configuration(proxyBeanMethods = false)
    static class Reporting {

        @Bean
        Api api() {
            return new Api();
        }

        @Bean
        SentryOptions.BeforeSendCallback beforeSend() {
            return (event, hint) -> {
                event.setExtra("late", "password=IN-CALLBACK");
                return event;
            };
        }

        @Bean
        FilterRegistrationBean<Filter> logIn() {
            FilterRegistrationBean<Filter> registration =
                    new FilterRegistrationBean<>((request, response, chain) -> chain.doFilter(
                            new HttpServletRequestWrapper((HttpServletRequest) request) {
                                @Override
                                public Principal getUserPrincipal() {
                                    return () -> "alice";
                                }
                            },
                            response));
            registration.setOrder(FilterOrder.SPRING_SECURITY);
            return registration;
        }
    }

    @RestController
    static class Api {

        @GetMapping("/hello")
        String hello() {
            return "hello";
        }

        @GetMapping("/fail")
        String fail() {
            throw new IllegalStateException("no more");
        }

        @GetMapping("/problem")
        String problem() {
            Sentry.captureException(
                    new IllegalStateException(ProblemException.businessRule("out_of_stock", "None is left.")));
            return "told";
        }

        @PostMapping("/everything")
        String everything(@RequestBody String body) {
            Breadcrumb crumb = new Breadcrumb("token=IN-BREADCRUMB");
            crumb.setData("url", "http://other/?code=IN-BREADCRUMB");
            Sentry.addBreadcrumb(crumb);
            ISpan span = Sentry.getSpan().startChild("db", "select password='IN-SPAN'");
            span.setData("apiKey", "IN-DATA");
            span.finish();
            Sentry.configureScope(scope -> scope.setUser(user()));
            Sentry.startSession();
            Sentry.endSession();
            Sentry.logger().error("login with password=IN-LOG");
            Sentry.logger().error("login with password=%s", "IN-PARAMETER");
            Sentry.logger()
                    .log(
                            SentryLogLevel.WARN,
                            SentryLogParameters.create(SentryAttributes.of(
                                    SentryAttribute.stringAttribute("url.full", "https://other/?code=IN-ATTRIBUTE"),
                                    SentryAttribute.stringAttribute("api-key", "IN-ATTRIBUTE"))),
                            "called");
            Sentry.metrics().count("logins", 1.0);
            Message message = new Message();
            message.setMessage("sign-in with password={}");
            message.setParams(List.of("IN-PARAMETER"));
            message.setFormatted("sign-in with password=IN-PARAMETER");
            SentryEvent logged = new SentryEvent();
            logged.setMessage(message);
            Sentry.captureEvent(logged);
            Sentry.configureScope(scope -> {
                scope.setExtra("note", "secret=IN-EXTRA");
                scope.setExtra("api-key", "IN-NAMED-EXTRA");
                scope.setTag("credentials", "IN-TAG");
                scope.setContexts("order", Map.of("card", Map.of("token", "IN-CONTEXT")));
            });
            SentryEvent event = new SentryEvent(new IllegalStateException(
                    "password=IN-MESSAGE " + body.length(),
                    new IllegalArgumentException("postgresql://app:IN-CAUSE@db/x")));
            Sentry.captureEvent(
                    event,
                    Hint.withAttachment(new Attachment("IN-ATTACHMENT".getBytes(StandardCharsets.UTF_8), "a.txt")));
            return "done";
        }

        private static User user() {
            User user = new User();
            user.setId("user-1");
            user.setEmail("IN-EMAIL");
            user.setUsername("IN-USERNAME");
            user.setIpAddress("IN-ADDRESS");
            return user;
        }
    }
}
