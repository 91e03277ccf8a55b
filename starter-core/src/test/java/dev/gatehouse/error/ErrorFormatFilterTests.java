package dev.gatehouse.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.CapturedLog;
import dev.gatehouse.FilterServer;
import java.net.http.HttpResponse;
import java.util.List;
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

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void fail(Throwable failure) throws E {
        throw (E) failure;
    }
}
