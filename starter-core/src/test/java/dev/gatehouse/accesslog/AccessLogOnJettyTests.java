package dev.gatehouse.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.gatehouse.CapturedLog;
import dev.gatehouse.requestid.RequestIdFilter;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The moment at which a container is done with a request is its own; Jetty's is another than Tomcat's. */
class AccessLogOnJettyTests {

    @ParameterizedTest
    @CsvSource({"/plain,200", "/send-error,418", "/failure,500", "/async,200"})
    void eachRequestHasOneLine(String path, int status) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        add(context, RequestIdFilter.withDefaults());
        add(context, new AccessLogFilter(AccessLogSettings.defaults(), request -> false));
        context.addEventListener(AccessLogFilter.requestListener());
        ServletHolder holder = new ServletHolder(new Handler());
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/*");
        server.setHandler(context);
        try (CapturedLog log = CapturedLog.of(AccessLogFilter.LOGGER)) {
            server.start();
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + connector.getLocalPort() + path))
                                    .version(HttpClient.Version.HTTP_1_1)
                                    .header("X-Request-ID", "mine")
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            server.stop();
            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(response.headers().allValues("X-Request-ID")).containsExactly("mine");
            assertThat(log.events()).singleElement().satisfies(event -> {
                assertThat(event.getFormattedMessage()).startsWith("GET " + path + " " + status);
                assertThat(mdc(event)).isEqualTo("mine");
            });
        } finally {
            server.stop();
        }
    }

    private static String mdc(ILoggingEvent event) {
        return event.getMDCPropertyMap().get("request_id");
    }

    private static void add(ServletContextHandler context, Filter filter) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
    }

    private static final class Handler extends HttpServlet {

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            switch (request.getRequestURI()) {
                case "/send-error" -> response.sendError(418);
                case "/failure" -> throw new IllegalStateException("broken");
                case "/async" -> {
                    AsyncContext async = request.startAsync(request, response);
                    CompletableFuture.runAsync(async::complete);
                }
                default -> response.getWriter().write("plain");
            }
        }
    }
}
