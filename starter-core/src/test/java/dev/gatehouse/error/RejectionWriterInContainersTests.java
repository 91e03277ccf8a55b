package dev.gatehouse.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.FilterServer;
import dev.gatehouse.JettyServer;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.eclipse.jetty.ee11.servlet.SessionHandler;
import org.junit.jupiter.api.Test;

/** A reset leaves different headers behind: Tomcat none, Jetty those that it sets by itself. */
class RejectionWriterInContainersTests {

    private static final RejectionWriter REJECTIONS = RejectionWriter.withDefaults();

    @Test
    void keepsEachHeaderOnceInTomcat() throws Exception {
        try (FilterServer server = FilterServer.start(RejectionWriterInContainersTests::refuse)) {
            check(headersOf(server.uri("/")));
        }
    }

    @Test
    void keepsEachHeaderOnceInJetty() throws Exception {
        try (JettyServer server = JettyServer.start(
                context -> context.setSessionHandler(new SessionHandler()), RejectionWriterInContainersTests::refuse)) {
            check(headersOf(server.uri()));
        }
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.getSession();
        response.addCookie(new Cookie("a", "1"));
        response.addCookie(new Cookie("b", "2"));
        response.addHeader("WWW-Authenticate", "Basic");
        response.addHeader("WWW-Authenticate", "Bearer");
        response.getWriter().print("half of an answer");
        REJECTIONS.write(request, response, Problem.of(ErrorCode.forStatus(401)));
    }

    private static void check(HttpHeaders headers) {
        assertThat(headers.allValues("Date")).hasSize(1);
        assertThat(headers.allValues("Server")).hasSizeLessThan(2);
        assertThat(headers.allValues("WWW-Authenticate")).containsExactly("Basic", "Bearer");
        assertThat(headers.allValues("Set-Cookie"))
                .hasSize(3)
                .satisfiesOnlyOnce(cookie -> assertThat(cookie).startsWith("JSESSIONID="));
        assertThat(headers.allValues("Set-Cookie")).contains("a=1", "b=2");
    }

    private static HttpHeaders headersOf(URI uri) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                .headers();
    }
}
