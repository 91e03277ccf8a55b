package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.autoconfigure.testing.RunningService;
import dev.gatehouse.ratelimit.MemoryRateLimitStore;
import dev.gatehouse.ratelimit.RateLimit;
import dev.gatehouse.ratelimit.RateLimitStore;
import dev.gatehouse.ratelimit.RequestCharges;
import dev.gatehouse.ratelimit.RequestCost;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What rules are tried on, where time stands still. */
@Configuration(proxyBeanMethods = false)
class RateLimitService {

    /** Counts as a client of its own. */
    static HttpResponse<String> getFrom(RunningService service, String address, String path, String... headers) {
        return service.send(path, request -> {
            request.GET().header("X-Forwarded-For", address);
            return headers.length == 0 ? request : request.headers(headers);
        });
    }

    static HttpResponse<String> post(RunningService service, String path, String body, String... headers) {
        return service.send(path, request -> {
            request.POST(BodyPublishers.ofString(body));
            return headers.length == 0 ? request : request.headers(headers);
        });
    }

    @Bean
    RateLimitStore rateLimitStore() {
        return new MemoryRateLimitStore(10_000, () -> 0);
    }

    @Bean
    RequestCost words() {
        return new RequestCost() {
            @Override
            public String name() {
                return "words";
            }

            @Override
            public int of(HttpServletRequest request) {
                return request.getQueryString() == null
                        ? 0
                        : request.getQueryString().split("\\+").length;
            }
        };
    }

    @RestController
    static class Endpoints {

        final AtomicInteger calls = new AtomicInteger();

        @GetMapping("/hello")
        String hello() {
            return "hello";
        }

        @GetMapping("/things/{id}")
        String thing(@PathVariable String id) {
            return id;
        }

        @PostMapping("/orders")
        String create() {
            return "created";
        }

        @DeleteMapping("/orders")
        String delete() {
            return "deleted";
        }

        @PostMapping("/login")
        String logIn(@RequestParam boolean right) {
            calls.incrementAndGet();
            if (!right) {
                throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
            }
            return "welcome";
        }

        @PostMapping("/login-later")
        Callable<String> logInLater(@RequestParam boolean right) {
            return () -> logIn(right);
        }

        @GetMapping("/ask")
        String ask(@RequestParam int used, HttpServletRequest request) {
            RequestCharges charges = RequestCharges.of(request);
            if (charges != null) {
                charges.settle("tokens", used);
            }
            return "answer";
        }

        @GetMapping("/dear")
        @RateLimit(value = "10/minute", cost = 4)
        String dear() {
            return "dear";
        }

        @GetMapping("/annotated-refund")
        @RateLimit(value = "1/minute", refundOn = "2xx", penalty = "2/minute block 10min")
        String annotatedRefund(@RequestParam(defaultValue = "true") boolean right) {
            return logIn(right);
        }

        @GetMapping("/annotated-shadow")
        @RateLimit(value = "1/minute", shadow = true)
        String annotatedShadow() {
            return "shadow";
        }
    }
}
