package dev.gatehouse.autoconfigure.requestid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.OtherService;
import dev.gatehouse.autoconfigure.testing.RunningService;
import dev.gatehouse.requestid.RequestIds;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

class RequestIdClientTests {

    private static OtherService other;
    private static RunningService service;

    @BeforeAll
    static void startServices() {
        other = new OtherService();
        service = RunningService.start(Caller.class, "other.url=" + other.url());
    }

    @AfterAll
    static void stopServices() {
        service.close();
        other.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rest-client", "/rest-client-post", "/rest-template", "/web-client", "/jdk"})
    void anotherServiceIsSentTheId(String path) {
        assertThat(service.get(path, "X-Request-ID", "mine").body()).isEqualTo("[mine]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rest-client", "/rest-template", "/web-client", "/jdk"})
    void anIdThatTheCallerSetWins(String path) {
        assertThat(service.get(path + "?own=theirs", "X-Request-ID", "mine").body())
                .isEqualTo("[theirs]");
    }

    @Test
    void outsideOfARequestNothingIsSent() {
        assertThat(service.context()
                        .getBean(RestClient.Builder.class)
                        .build()
                        .get()
                        .uri(other.url())
                        .retrieve()
                        .body(String.class))
                .isEqualTo("null");
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Calls.class)
    static class Caller {}

    @RestController
    static class Calls {

        private final String url;
        private final RestClient.Builder restClient;
        private final RestTemplateBuilder restTemplate;
        private final WebClient.Builder webClient;
        private final RequestIds ids;

        Calls(
                @Value("${other.url}") String url,
                RestClient.Builder restClient,
                RestTemplateBuilder restTemplate,
                WebClient.Builder webClient,
                RequestIds ids) {
            this.url = url;
            this.restClient = restClient;
            this.restTemplate = restTemplate;
            this.webClient = webClient;
            this.ids = ids;
        }

        @GetMapping("/rest-client")
        String restClient(@RequestParam(required = false) String own) {
            return restClient
                    .clone()
                    .build()
                    .get()
                    .uri(url)
                    .headers(headers -> set(headers, own))
                    .retrieve()
                    .body(String.class);
        }

        @GetMapping("/rest-client-post")
        String restClientPost() {
            return restClient
                    .clone()
                    .build()
                    .post()
                    .uri(url)
                    .body("text")
                    .retrieve()
                    .body(String.class);
        }

        @GetMapping("/rest-template")
        String restTemplate(@RequestParam(required = false) String own) {
            HttpHeaders headers = new HttpHeaders();
            set(headers, own);
            return restTemplate
                    .build()
                    .exchange(url, HttpMethod.POST, new HttpEntity<>("text", headers), String.class)
                    .getBody();
        }

        @GetMapping("/web-client")
        String webClient(@RequestParam(required = false) String own) {
            return webClient
                    .clone()
                    .build()
                    .get()
                    .uri(url)
                    .headers(headers -> set(headers, own))
                    .retrieve()
                    .bodyToMono(String.class)
                    .block();
        }

        @GetMapping("/jdk")
        String jdk(@RequestParam(required = false) String own) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
            if (own != null) {
                request.header("X-Request-ID", own);
            }
            return HttpClient.newHttpClient()
                    .send(ids.propagate(request.build()), HttpResponse.BodyHandlers.ofString())
                    .body();
        }

        private static void set(HttpHeaders headers, String own) {
            if (own != null) {
                headers.set("X-Request-ID", own);
            }
        }
    }
}
