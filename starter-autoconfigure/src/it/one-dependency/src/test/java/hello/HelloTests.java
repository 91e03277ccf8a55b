package hello;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a service gets from the one dependency, with nothing configured. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ExtendWith(OutputCaptureExtension.class)
class HelloTests {

    @LocalServerPort
    private int port;

    @Test
    void anAnswerCarriesIdHeadersAndLimits() throws Exception {
        HttpResponse<String> response = get("/hello", "order-42");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("hello");
        assertThat(response.headers().map())
                .containsKeys(
                        "x-request-id",
                        "x-content-type-options",
                        "x-frame-options",
                        "content-security-policy",
                        "ratelimit-policy",
                        "ratelimit",
                        "x-ratelimit-remaining");
        assertThat(response.headers().firstValue("X-Request-ID")).hasValue("order-42");
    }

    @Test
    void anErrorHasTheOneFormat() throws Exception {
        HttpResponse<String> response = get("/nothing", "order-43");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.body()).contains("\"error_code\":\"not_found\"", "\"request_id\":\"order-43\"");
    }

    @Test
    void everyLogLineOfARequestCarriesItsId(CapturedOutput output) throws Exception {
        get("/hello", "order-44");
        for (int round = 0; round < 200 && !output.getOut().contains("order-44"); round++) {
            get("/hello", "later");
        }
        assertThat(output.getOut()).contains("order-44");
    }

    private HttpResponse<String> get(String path, String id) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("X-Request-ID", id)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
