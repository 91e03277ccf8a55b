package dev.gatehouse.autoconfigure.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.Dispatches;
import dev.gatehouse.autoconfigure.testing.RunningService;
import dev.gatehouse.flag.FeatureFlag;
import dev.gatehouse.flag.FlagEvaluator;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** Requests that a handler sends on inside the service: flags hold where they lead. */
class FlagDispatchHttpTests {

    private static final AtomicInteger asked = new AtomicInteger();

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                Application.class,
                "gatehouse.rate-limit.enabled=false",
                "gatehouse.feature-flags.endpoints[0].paths=/off-by-path",
                "gatehouse.feature-flags.endpoints[0].flag=off",
                "gatehouse.feature-flags.endpoints[1].paths=/on-by-path/**",
                "gatehouse.feature-flags.endpoints[1].flag=on");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void forget() {
        asked.set(0);
    }

    private static HttpResponse<String> get(String path, String to) {
        return service.get(path + "?to=" + to);
    }

    static Stream<Arguments> closed() {
        return Stream.of("/off", "/off-later", "/off-by-path")
                .flatMap(to -> Stream.of(Dispatches.KINDS).map(kind -> Arguments.of(kind, to)));
    }

    @ParameterizedTest
    @MethodSource("closed")
    void aDispatchToWhatIsOffFindsNothing(String kind, String to) {
        HttpResponse<String> response = get(kind, to);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(404);
        assertThat(response.body()).contains("\"not_found\"").doesNotContain("secret");
    }

    static Stream<Arguments> open() {
        return Stream.of("/on", "/on-later", "/on-deferred", "/on-by-path/1", "/on-by-path/later")
                .flatMap(to -> Stream.of(Dispatches.KINDS).map(kind -> Arguments.of(kind, to)));
    }

    @ParameterizedTest
    @MethodSource("open")
    void aDispatchToWhatIsOnAsksOnce(String kind, String to) {
        assertThat(get(kind, to).body()).isEqualTo("open");
        assertThat(asked).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/on-later", "/on-deferred", "/on-by-path/later"})
    void anAnswerThatComesLaterIsNotJudgedAgain(String path) {
        assertThat(service.get(path).body()).isEqualTo("open");
        assertThat(asked).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/off", "/off-by-path"})
    void anIncludeOfWhatIsOffShowsNothingOfIt(String to) {
        assertThat(get("/include", to).body()).doesNotContain("secret");
        assertThat(get("/include", "/on").body()).isEqualTo("open");
    }

    @Test
    void anErrorPageIsShownWhateverItsFlag() {
        assertThat(service.get("/error-page").statusCode()).isEqualTo(404);
        HttpResponse<String> response = service.get("/teapot", "Accept", "text/html");
        assertThat(response.statusCode()).isEqualTo(418);
        assertThat(response.body()).isEqualTo("page");
        assertThat(asked).hasValue(1);
    }

    @Configuration(proxyBeanMethods = false)
    @Import({Dispatches.class, Endpoints.class})
    static class Application {

        @Bean
        FlagEvaluator flags() {
            return (String flag, HttpServletRequest request) -> {
                asked.incrementAndGet();
                return flag.equals("on");
            };
        }
    }

    @RestController
    static class Endpoints {

        @GetMapping("/off")
        @FeatureFlag("off")
        String off() {
            return "secret";
        }

        @GetMapping("/off-later")
        @FeatureFlag("off")
        Callable<String> offLater() {
            return () -> "secret";
        }

        @GetMapping("/off-by-path")
        String offByPath() {
            return "secret";
        }

        @GetMapping("/on")
        @FeatureFlag("on")
        String on() {
            return "open";
        }

        @GetMapping("/on-later")
        @FeatureFlag("on")
        Callable<String> onLater() {
            return () -> "open";
        }

        @GetMapping("/on-deferred")
        @FeatureFlag("on")
        DeferredResult<String> onDeferred() {
            DeferredResult<String> result = new DeferredResult<>();
            new Thread(() -> result.setResult("open")).start();
            return result;
        }

        @GetMapping("/on-by-path/1")
        String onByPath() {
            return "open";
        }

        @GetMapping("/on-by-path/later")
        Callable<String> onByPathLater() {
            return () -> "open";
        }

        @GetMapping("/error-page")
        @FeatureFlag("off")
        String errorPage() {
            return "page";
        }
    }
}
