package dev.gatehouse.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.FilterServer;
import dev.gatehouse.JettyServer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.junit.jupiter.api.Test;

/** Pages of the application, and what becomes of the error where something in front of its page refuses the dispatch. */
class ErrorPagesInContainersTests {

    private static final ErrorFormatFilter FORMAT = new ErrorFormatFilter(
            RejectionWriter.withDefaults(),
            new UncaughtExceptions(List.of()),
            request -> true,
            (request, status) -> true);

    private static final Filter GUARD = (request, response, chain) -> {
        HttpServletRequest asked = (HttpServletRequest) request;
        if (asked.getDispatcherType() == DispatcherType.ERROR && "yes".equals(asked.getHeader("Guarded"))) {
            ((HttpServletResponse) response).sendError(401, "Log in.");
        } else {
            chain.doFilter(request, response);
        }
    };

    @Test
    void keepTheStatusInTomcat() throws Exception {
        try (FilterServer server = FilterServer.start(ErrorPagesInContainersTests::fail, FORMAT, GUARD)) {
            check(server.uri("/empty"), 404);
            check(server.uri("/later"), 404);
            check(server.uri("/sent"), 409);
            check(server.uri("/thrown"), 500);
        }
    }

    @Test
    void keepTheStatusInJetty() throws Exception {
        try (JettyServer server = JettyServer.start(
                ErrorPagesInContainersTests::addErrorPage, ErrorPagesInContainersTests::fail, FORMAT, GUARD)) {
            check(server.uri().resolve("/empty"), 404);
            check(server.uri().resolve("/later"), 404);
            check(server.uri().resolve("/sent"), 409);
            check(server.uri().resolve("/thrown"), 500);
        }
    }

    private static void addErrorPage(ServletContextHandler context) {
        ErrorPageErrorHandler pages = new ErrorPageErrorHandler();
        pages.addErrorPage(ErrorPageErrorHandler.GLOBAL_ERROR_PAGE, "/error");
        context.setErrorHandler(pages);
    }

    private static void fail(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getRequestURI()) {
            case "/error" -> response.getWriter().write("error page");
            case "/later" -> request.startAsync().dispatch("/empty");
            case "/sent" -> response.sendError(409);
            case "/thrown" -> throw new IllegalStateException("expected");
            default -> response.setStatus(404);
        }
    }

    private static void check(URI uri, int status) throws Exception {
        HttpResponse<String> page = get(uri, "no");
        assertThat(page.statusCode()).isEqualTo(status);
        assertThat(page.body()).isEqualTo("error page");

        HttpResponse<String> problem = get(uri, "yes");
        assertThat(problem.statusCode()).isEqualTo(status);
        assertThat(problem.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(problem.body()).contains("\"status\":" + status);
    }

    private static HttpResponse<String> get(URI uri, String guarded) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).header("Guarded", guarded).build(), BodyHandlers.ofString());
    }
}
