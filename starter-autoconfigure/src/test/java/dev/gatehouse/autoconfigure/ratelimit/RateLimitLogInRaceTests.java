package dev.gatehouse.autoconfigure.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tokens are taken before a handler runs and given back after it, so that no number of slow ones gets past a limit. */
class RateLimitLogInRaceTests {

    private static final int REQUESTS = 40;
    private static final int LIMIT = 5;

    @Test
    void noMoreThanTheLimitOfFailedLogInsRunsHoweverManyComeAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(REQUESTS);
        try (RunningService service = RunningService.start(
                App.class,
                "gatehouse.rate-limit.rules[0].name=log-in",
                "gatehouse.rate-limit.rules[0].paths=/slow-login",
                "gatehouse.rate-limit.rules[0].limit=" + LIMIT + "/hour",
                "gatehouse.rate-limit.rules[0].refund-on=2xx")) {
            SlowLogIn handler = service.context().getBean(SlowLogIn.class);
            Callable<Integer> attempt = () -> {
                int status = RateLimitService.post(service, "/slow-login", "").statusCode();
                if (status == 429) {
                    handler.refused.countDown();
                }
                return status;
            };
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : threads.invokeAll(Collections.nCopies(REQUESTS, attempt))) {
                statuses.add(answer.get());
            }
            assertThat(handler.runs).hasValue(LIMIT);
            assertThat(Collections.frequency(statuses, 401)).isEqualTo(LIMIT);
            assertThat(Collections.frequency(statuses, 429)).isEqualTo(REQUESTS - LIMIT);
        } finally {
            threads.shutdownNow();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(RateLimitService.class)
    static class App {

        @Bean
        SlowLogIn slowLogIn() {
            return new SlowLogIn();
        }
    }

    /** Fails only when all others have their answer. */
    @RestController
    static class SlowLogIn {

        final AtomicInteger runs = new AtomicInteger();
        final CountDownLatch refused = new CountDownLatch(REQUESTS - LIMIT);

        @PostMapping("/slow-login")
        ResponseEntity<String> logIn() throws InterruptedException {
            runs.incrementAndGet();
            boolean all = refused.await(20, TimeUnit.SECONDS);
            return ResponseEntity.status(all ? HttpStatus.UNAUTHORIZED : HttpStatus.CONFLICT)
                    .build();
        }
    }
}
