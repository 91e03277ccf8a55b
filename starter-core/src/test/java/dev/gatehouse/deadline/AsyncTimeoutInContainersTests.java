package dev.gatehouse.deadline;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.FilterServer;
import dev.gatehouse.JettyServer;
import dev.gatehouse.error.RejectionWriter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A handler may work on after the request went asynchronous. That time counts, and no container may count it twice. */
class AsyncTimeoutInContainersTests {

    private static final long WORK_MILLIS = 500;

    private volatile long atStart;
    private volatile long atReturn;
    private volatile long timeout;

    /** Tomcat counts from the moment at which a request goes asynchronous. */
    @Test
    void isInTomcatWhatRemainedAtTheStart() throws Exception {
        try (FilterServer tomcat = FilterServer.start(this::handle, chain())) {
            get(tomcat.uri("/"));
        }
        assertThat(timeout).isBetween(atStart, atStart + WORK_MILLIS / 2);
    }

    /** Jetty counts from the moment at which the chain has returned. */
    @Test
    void isInJettyWhatRemainsAtTheReturn() throws Exception {
        try (JettyServer jetty = JettyServer.start(this::handle, chain())) {
            get(jetty.uri());
        }
        assertThat(timeout).isBetween(atReturn, atStart - WORK_MILLIS / 2);
    }

    private void handle(HttpServletRequest request, HttpServletResponse response) {
        request.startAsync();
        atStart = remaining(request);
        while (remaining(request) > atStart - WORK_MILLIS) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void observe(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
        timeout = request.getAsyncContext().getTimeout();
        atReturn = remaining(request);
        request.getAsyncContext().complete();
    }

    private static long remaining(ServletRequest request) {
        return requireNonNull(Deadline.of(request)).remaining().toMillis();
    }

    private Filter[] chain() {
        RequestTimeoutSettings settings = new RequestTimeoutSettings(
                new Timeout(Duration.ofSeconds(25)),
                List.of(),
                true,
                false,
                true,
                Duration.ofSeconds(10),
                Duration.ofSeconds(5));
        return new Filter[] {
            this::observe, new RequestTimeoutFilter(settings, RejectionWriter.withDefaults(), List.of())
        };
    }

    private static void get(URI uri) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }
}
