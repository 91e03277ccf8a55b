package dev.gatehouse.autoconfigure.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.Dispatches;
import dev.gatehouse.autoconfigure.testing.RunningService;
import dev.gatehouse.version.DeprecatedEndpoint;
import dev.gatehouse.version.DeprecationListener;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
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
import org.springframework.web.servlet.ModelAndView;

/** Requests that a handler sends on inside the service: where they lead may be deprecated, or gone. */
class DeprecationDispatchHttpTests {

    private static final String PAST = "2020-01-01";

    private static final List<String> heard = new CopyOnWriteArrayList<>();

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                Application.class,
                "gatehouse.rate-limit.enabled=false",
                "gatehouse.api-version.gone-after-sunset=true",
                "spring.mvc.apiversion.use.header=API-Version",
                "spring.mvc.apiversion.required=false",
                "spring.mvc.apiversion.supported=1.0,2.0",
                "gatehouse.api-version.deprecations[0].paths=/gone-by-path",
                "gatehouse.api-version.deprecations[0].since=2019-01-01",
                "gatehouse.api-version.deprecations[0].sunset=" + PAST,
                "gatehouse.api-version.deprecations[1].versions=1.0",
                "gatehouse.api-version.deprecations[1].since=2019-01-01",
                "gatehouse.api-version.deprecations[1].sunset=" + PAST,
                "gatehouse.api-version.deprecations[2].paths=/kept-by-path",
                "gatehouse.api-version.deprecations[2].since=2018-01-01",
                "gatehouse.api-version.deprecations[2].sunset=" + PAST,
                "gatehouse.api-version.deprecations[2].gone-after-sunset=false");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void forget() {
        heard.clear();
    }

    private static HttpResponse<String> get(String path, String to) {
        return service.get(path + "?to=" + to);
    }

    private static List<String> header(HttpResponse<String> response, String name) {
        return response.headers().allValues(name);
    }

    static Stream<Arguments> gone() {
        return Stream.of("/gone", "/gone-later", "/gone-by-path", "/gone-version")
                .flatMap(to -> Stream.of(Dispatches.KINDS).map(kind -> Arguments.of(kind, to)));
    }

    @ParameterizedTest
    @MethodSource("gone")
    void aDispatchToWhatIsGoneIsRefused(String kind, String to) {
        HttpResponse<String> response = get(kind, to);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(410);
        assertThat(header(response, "Deprecation")).containsExactly("@1546300800");
        assertThat(header(response, "Sunset")).hasSize(1);
        assertThat(heard).hasSize(1).allMatch(request -> request.endsWith("refused"));
    }

    static Stream<Arguments> deprecated() {
        return Stream.of("/old", "/old-later", "/kept-by-path")
                .flatMap(to -> Stream.of(Dispatches.KINDS).map(kind -> Arguments.of(kind, to)));
    }

    @ParameterizedTest
    @MethodSource("deprecated")
    void aDispatchToWhatIsDeprecatedIsAnnouncedAndCountedOnce(String kind, String to) {
        HttpResponse<String> response = get(kind, to);
        assertThat(response.body()).isEqualTo("old");
        assertThat(header(response, "Deprecation")).containsExactly("@1514764800");
        assertThat(heard).containsExactly(to + " answered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/old-later", "/kept-by-path"})
    void anAnswerThatComesLaterIsCountedOnce(String path) {
        HttpResponse<String> response = service.get(path);
        assertThat(response.body()).isEqualTo("old");
        assertThat(header(response, "Deprecation")).containsExactly("@1514764800");
        assertThat(heard).containsExactly(path + " answered");
    }

    @Test
    void theFirstOfTwoDeprecationsIsAnnouncedAndTheSecondHeeded() {
        HttpResponse<String> both = service.get("/outdated-alias");
        assertThat(both.body()).isEqualTo("old");
        assertThat(header(both, "Deprecation")).containsExactly("@1483228800");
        assertThat(heard).containsExactly("/outdated-alias answered", "/old answered");
        HttpResponse<String> gone = service.get("/outdated-alias-of-gone");
        assertThat(gone.statusCode()).isEqualTo(410);
        assertThat(header(gone, "Deprecation")).containsExactly("@1546300800");
        assertThat(header(gone, "Link")).contains("</new>; rel=\"successor-version\"");
    }

    @Test
    void anIncludeOfWhatIsGoneShowsNothingOfIt() {
        assertThat(get("/include", "/gone").body()).doesNotContain("secret");
        assertThat(get("/include", "/gone-by-path").body()).doesNotContain("secret");
        HttpResponse<String> old = get("/include", "/old");
        assertThat(old.body()).isEqualTo("old");
        assertThat(header(old, "Deprecation")).isEmpty();
    }

    @Test
    void tellsTheVersionOfTheHandlerThatAnswers() {
        assertThat(header(get("/forward", "/second"), "X-API-Version")).containsExactly("2.0.0");
    }

    @Test
    void anErrorPageIsShownAndNotCounted() {
        HttpResponse<String> response = service.get("/teapot");
        assertThat(response.body()).isEqualTo("page");
        assertThat(heard).isEmpty();
    }

    @Configuration(proxyBeanMethods = false)
    @Import({Dispatches.class, Endpoints.class})
    static class Application {

        @Bean
        DeprecationListener listener() {
            return (request, endpoint, refused) -> heard.add(endpoint + (refused ? " refused" : " answered"));
        }
    }

    @RestController
    static class Endpoints {

        @GetMapping("/gone")
        @DeprecatedEndpoint(since = "2019-01-01", sunset = PAST, successor = "/new")
        String gone() {
            return "secret";
        }

        @GetMapping("/gone-later")
        @DeprecatedEndpoint(since = "2019-01-01", sunset = PAST)
        Callable<String> goneLater() {
            return () -> "secret";
        }

        @GetMapping("/gone-by-path")
        String goneByPath() {
            return "secret";
        }

        @GetMapping(path = "/gone-version", version = "1.0")
        String goneVersion() {
            return "secret";
        }

        @GetMapping(path = "/second", version = "2.0")
        String second() {
            return "second";
        }

        @GetMapping("/old")
        @DeprecatedEndpoint(since = "2018-01-01")
        String old() {
            return "old";
        }

        @GetMapping("/old-later")
        @DeprecatedEndpoint(since = "2018-01-01")
        Callable<String> oldLater() {
            return () -> "old";
        }

        @GetMapping("/kept-by-path")
        Callable<String> keptByPath() {
            return () -> "old";
        }

        @GetMapping("/outdated-alias")
        @DeprecatedEndpoint(since = "2017-01-01")
        ModelAndView alias() {
            return new ModelAndView("forward:/old");
        }

        @GetMapping("/outdated-alias-of-gone")
        @DeprecatedEndpoint(since = "2017-01-01", documentation = "/docs")
        ModelAndView aliasOfGone() {
            return new ModelAndView("forward:/gone");
        }

        @GetMapping("/error-page")
        @DeprecatedEndpoint(since = "2019-01-01", sunset = PAST)
        String errorPage() {
            return "page";
        }
    }
}
