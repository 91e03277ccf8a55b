package dev.gatehouse.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.FilterServer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiVersionFilterTests {

    @ParameterizedTest
    @CsvSource({
        "/ok, 200, 1.4",
        "/empty, 200, 1.4",
        "/error-sent, 500, 1.4",
        "/reset, 200, 1.4",
        "/served, 200, 2.0",
        "/served-and-failed, 500, 2.0",
        "/unprintable, 200, 1.4",
        "/own, 200, mine",
        "/later, 200, 1.4",
        "/later-unwrapped, 200, 1.4",
    })
    void putsTheVersionOnEveryAnswer(String path, int status, String version) throws Exception {
        try (FilterServer server = FilterServer.start(
                ApiVersionFilterTests::handle, new ApiVersionFilter(new ApiVersionSettings("X-API-Version", "1.4")))) {
            HttpResponse<String> response = server.get(path);
            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(response.headers().allValues("X-API-Version")).containsExactly(version);
        }
    }

    @Test
    void saysNothingWhileNoVersionIsKnown() throws Exception {
        try (FilterServer server = FilterServer.start(
                ApiVersionFilterTests::handle, new ApiVersionFilter(new ApiVersionSettings("Version", null)))) {
            assertThat(server.get("/ok").headers().firstValue("Version")).isEmpty();
            assertThat(server.get("/served").headers().allValues("Version")).containsExactly("2.0");
        }
    }

    private static void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getRequestURI()) {
            case "/ok" -> response.getWriter().print("ok");
            case "/error-sent" -> response.sendError(500);
            case "/reset" -> {
                response.setHeader("X-API-Version", "lost");
                response.reset();
            }
            case "/served" -> ApiVersionFilter.serve(request, "2.0");
            case "/served-and-failed" -> {
                ApiVersionFilter.serve(request, "2.0");
                response.sendError(500);
            }
            case "/unprintable" -> ApiVersionFilter.serve(request, "1\r\nSet-Cookie: a=b");
            case "/own" -> response.setHeader("X-API-Version", "mine");
            case "/later" -> {
                if (request.getDispatcherType() == DispatcherType.REQUEST) {
                    request.startAsync(request, response).dispatch();
                }
            }
            case "/later-unwrapped" -> {
                if (request.getDispatcherType() == DispatcherType.REQUEST) {
                    request.startAsync().dispatch();
                }
            }
            default -> response.setStatus(200);
        }
    }

    @Test
    void refusesAHeaderThatIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ApiVersionSettings("X Version", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1 4", "é", "1\n"})
    void refusesAVersionThatCannotStandInAHeader(String version) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ApiVersionSettings("X-API-Version", version));
    }
}
