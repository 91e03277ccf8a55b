package dev.gatehouse.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.CapturedLog;
import dev.gatehouse.FilterServer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ErrorFormatFilterTests {

    /** As Kotlin and Lombok throw them; Tomcat wraps what passes its chain, other containers do not. */
    @Test
    void answersAnUndeclaredExceptionInTheOneFormat() throws Exception {
        ErrorFormatFilter filter = new ErrorFormatFilter(
                RejectionWriter.withDefaults(), new UncaughtExceptions(List.of()), request -> false);
        try (CapturedLog log = CapturedLog.of(UncaughtExceptions.class.getName());
                FilterServer server = FilterServer.start((request, response) -> filter.doFilter(
                        request,
                        response,
                        (r, s) -> ErrorFormatFilterTests.<RuntimeException>fail(new TimeoutException("expected"))))) {
            HttpResponse<String> response = server.get("/");
            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body()).contains("\"error_code\":\"internal_error\"");
            assertThat(log.messages()).hasSize(1);
        }
    }

    @Test
    void answersOnceWhereAPageIsGivenUpAndThenFails() throws Exception {
        List<Integer> told = new CopyOnWriteArrayList<>();
        RejectionWriter writer = new RejectionWriter(
                ProblemBody.of(ProblemFormat.PROBLEM, Clock.systemUTC()),
                List.of((request, problem) -> told.add(problem.status())));
        ErrorFormatFilter format = new ErrorFormatFilter(writer, new UncaughtExceptions(List.of()), request -> true);
        Filter failing = (request, response, chain) -> {
            if (request.getDispatcherType() == DispatcherType.ERROR) {
                ((HttpServletResponse) response).sendError(401);
                throw new IllegalStateException("expected");
            }
            chain.doFilter(request, response);
        };
        try (CapturedLog log = CapturedLog.of(UncaughtExceptions.class.getName());
                FilterServer server =
                        FilterServer.start((request, response) -> response.sendError(409), format, failing)) {
            HttpResponse<String> response = server.get("/");
            assertThat(response.statusCode()).isEqualTo(409);
            assertThat(response.body()).contains("\"status\":409");
            assertThat(told).containsExactly(409);
            assertThat(log.messages()).hasSize(1);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void fail(Throwable failure) throws E {
        throw (E) failure;
    }
}
