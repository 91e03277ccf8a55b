package dev.gatehouse.autoconfigure.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.FilterOrder;
import dev.gatehouse.autoconfigure.testing.RunningService;
import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.RateLimitRules;
import dev.gatehouse.ratelimit.RateLimitStore;
import dev.gatehouse.ratelimit.RequestCharges;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** What a failure gives back, and that a client that hangs up is none. */
@Tag("any-boot")
class RateLimitHangUpHttpTests {

    private RunningService service;

    @AfterEach
    void stop() {
        service.close();
    }

    private void start(String refundOn) {
        service = RunningService.start(
                Streams.class,
                "gatehouse.client-address.trusted-proxies=127.0.0.1",
                "gatehouse.rate-limit.rules[0].name=streams",
                "gatehouse.rate-limit.rules[0].limit=10/day",
                "gatehouse.rate-limit.rules[0].scope=global",
                "gatehouse.rate-limit.rules[0].refund-on=" + refundOn);
    }

    private long remaining() {
        RateLimitRule rule =
                service.context().getBean(RateLimitRules.class).rules().get(0);
        return service.context()
                .getBean(RateLimitStore.class)
                .lookUp(rule, rule.keys().parse("global"))
                .get(0)
                .remaining();
    }

    private void hangUpDuring(String path) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", service.port())) {
            socket.setSoTimeout(20_000);
            socket.setSoLinger(true, 0);
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }
        Streams streams = service.context().getBean(Streams.class);
        assertThat(streams.settled.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(streams.completed.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/streamed", "/events"})
    void whoHangsUpDuringAnAnswerPaysForIt(String path) throws Exception {
        start("5xx");
        hangUpDuring(path);
        assertThat(remaining()).as("settled at 4 tokens").isEqualTo(6);
    }

    @Test
    void whatTheHeadOfTheAnswerMakesUndoneIsGivenBackToWhoHangsUp() throws Exception {
        start("2xx");
        hangUpDuring("/streamed");
        assertThat(remaining()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/breaks", "/breaks-later"})
    void anExceptionCountsAs500(String path) throws Exception {
        start("500");
        assertThat(service.get(path).statusCode()).isEqualTo(500);
        assertThat(service.context().getBean(Streams.class).completed.await(20, TimeUnit.SECONDS))
                .as("the client has the answer before the tokens are given back")
                .isTrue();
        assertThat(remaining()).isEqualTo(10);
    }

    @Configuration(proxyBeanMethods = false)
    @RestController
    static class Streams {

        final CountDownLatch watched = new CountDownLatch(1);
        final CountDownLatch settled = new CountDownLatch(1);
        final CountDownLatch completed = new CountDownLatch(1);

        /** Stands outside of the rate limit, so that it is told after the limits. */
        @Bean
        FilterRegistrationBean<Filter> witness() {
            FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
                try {
                    chain.doFilter(request, response);
                } finally {
                    if (request.isAsyncStarted()) {
                        request.getAsyncContext().addListener(new Witness(completed));
                        watched.countDown();
                    } else {
                        completed.countDown();
                    }
                }
            });
            registration.setOrder(FilterOrder.RATE_LIMIT - 1);
            registration.setAsyncSupported(true);
            return registration;
        }

        @GetMapping("/streamed")
        StreamingResponseBody streamed(HttpServletRequest request) {
            RequestCharges charges = RequestCharges.of(request);
            return out -> {
                try {
                    awaitWitness();
                    while (true) {
                        out.write(new byte[1000]);
                        out.flush();
                    }
                } finally {
                    settle(charges);
                }
            };
        }

        @GetMapping("/events")
        SseEmitter events(HttpServletRequest request) {
            RequestCharges charges = RequestCharges.of(request);
            SseEmitter emitter = new SseEmitter(60_000L);
            CompletableFuture.runAsync(() -> {
                try {
                    awaitWitness();
                    while (true) {
                        emitter.send("word");
                    }
                } catch (IOException | IllegalStateException e) {
                    emitter.completeWithError(e);
                } finally {
                    settle(charges);
                }
            });
            return emitter;
        }

        private void awaitWitness() {
            try {
                assertThat(watched.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private void settle(RequestCharges charges) {
            charges.settle("streams", 4);
            settled.countDown();
        }

        @GetMapping("/breaks")
        String breaks() {
            throw new IllegalStateException("meant to fail");
        }

        @GetMapping("/breaks-later")
        Callable<String> breaksLater() {
            return this::breaks;
        }
    }

    private record Witness(CountDownLatch completed) implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            completed.countDown();
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
