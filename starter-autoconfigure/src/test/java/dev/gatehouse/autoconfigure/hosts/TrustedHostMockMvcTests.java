package dev.gatehouse.autoconfigure.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.error.ErrorFormatAutoConfiguration;
import dev.gatehouse.autoconfigure.net.ClientAddressAutoConfiguration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcBuilderCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Requests of MockMvc have a host as those on the wire have. */
class TrustedHostMockMvcTests {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    HttpMessageConvertersAutoConfiguration.class,
                    DispatcherServletAutoConfiguration.class,
                    WebMvcAutoConfiguration.class,
                    ErrorFormatAutoConfiguration.class,
                    ClientAddressAutoConfiguration.class,
                    TrustedHostAutoConfiguration.class,
                    MockMvcAutoConfiguration.class))
            .withBean(Hello.class)
            .withPropertyValues("gatehouse.trusted-hosts.allowed=localhost,api.example.com,[::1],dev.example.com:8443");

    @ParameterizedTest
    @CsvSource({
        "/hello, localhost",
        "https://api.example.com/hello, api.example.com",
        "https://api.example.com:443/hello, api.example.com",
        "http://api.example.com:8080/hello, api.example.com:8080",
        "https://dev.example.com:8443/hello, dev.example.com:8443",
        "http://[::1]/hello, [::1]",
    })
    void aRequestSaysTheHostOfItsUrl(String url, String host) {
        run(mvc -> assertThat(mvc.get().uri(url)).hasStatusOk().bodyText().isEqualTo(host));
    }

    @ParameterizedTest
    @CsvSource({"https://evil.example/hello", "https://dev.example.com/hello"})
    void anotherHostIsRefused(String url) {
        run(mvc -> assertThat(mvc.get().uri(url)).hasStatus(400).bodyText().contains("untrusted_host"));
    }

    @Test
    void whatTheTestSaysHolds() {
        run(mvc -> {
            assertThat(mvc.get().uri("/hello").header(HttpHeaders.HOST, "evil.example"))
                    .hasStatus(400)
                    .bodyText()
                    .contains("untrusted_host");
            assertThat(mvc.get().uri("/hello").with(request -> {
                        request.removeHeader(HttpHeaders.HOST);
                        return request;
                    }))
                    .hasStatus(400)
                    .bodyText()
                    .contains("invalid_host");
        });
    }

    @Test
    void aServerNameThatTheTestSetsIsTheHost() {
        run(mvc -> {
            assertThat(mvc.get().uri("/hello").with(serverName("api.example.com")))
                    .hasStatusOk()
                    .bodyText()
                    .isEqualTo("api.example.com");
            assertThat(mvc.get().uri("/hello").with(serverName("evil.example")))
                    .hasStatus(400)
                    .bodyText()
                    .contains("untrusted_host");
            assertThat(mvc.get()
                            .uri("/hello")
                            .header(HttpHeaders.HOST, "localhost")
                            .with(serverName("evil.example")))
                    .hasStatusOk()
                    .bodyText()
                    .isEqualTo("localhost");
        });
    }

    private static RequestPostProcessor serverName(String name) {
        return request -> {
            request.setServerName(name);
            return request;
        };
    }

    @Test
    void withoutMockMvcOrTheCheckThereIsNothingToCustomize() {
        runner.withClassLoader(new FilteredClassLoader(MockMvcBuilderCustomizer.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("gatehouseMockMvcHost"));
        runner.withPropertyValues("gatehouse.trusted-hosts.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("gatehouseMockMvcHost"));
    }

    private void run(Consumer<MockMvcTester> test) {
        runner.run(context -> test.accept(context.getBean(MockMvcTester.class)));
    }

    @RestController
    static class Hello {

        @GetMapping("/hello")
        String hello(@RequestHeader(HttpHeaders.HOST) String host) {
            return host;
        }
    }
}
