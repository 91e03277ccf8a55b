package dev.gatehouse.error;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DisconnectTests {

    static Stream<Exception> disconnects() {
        return Stream.of(
                new ClientAbortException(),
                new EarlyEofException(),
                new IOException("multipart body", new ClientAbortException()),
                new AsyncRequestNotUsableException("for disconnected client", new IOException("Broken pipe")),
                new IOException("Broken pipe"),
                new IOException("Connection reset by peer"));
    }

    @ParameterizedTest
    @MethodSource("disconnects")
    void aClientThatWentAwayIsNoFailure(Exception exception) {
        assertThat(UncaughtExceptions.isDisconnect(exception)).isTrue();
    }

    static Stream<Exception> failures() {
        return Stream.of(
                new EOFException(),
                new IOException("disk full"),
                new IOException("another service", new IOException("Connection reset")),
                new IllegalStateException(new ClientAbortException()));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void anythingElseIsOne(Exception exception) {
        assertThat(UncaughtExceptions.isDisconnect(exception)).isFalse();
    }

    static Stream<Exception> endsOfAnAnswer() {
        return Stream.of(
                new UncheckedIOException(new IOException("Broken pipe")),
                new ServletException(new UncheckedIOException(new IOException("Broken pipe"))),
                new UncheckedIOException(new ClientAbortException()),
                new IllegalStateException("view", new IllegalStateException("fragment", new ClientAbortException())));
    }

    @ParameterizedTest
    @MethodSource({"endsOfAnAnswer", "disconnects"})
    void duringItsAnswerAClientThatWentAwayIsKnownInAnyWrapper(Exception exception) {
        assertThat(UncaughtExceptions.isDisconnect(exception, response(true))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("endsOfAnAnswer")
    void beforeItsAnswerItMayBeAnotherThatWentAway(Exception exception) {
        assertThat(UncaughtExceptions.isDisconnect(exception, response(false))).isFalse();
    }

    static Stream<Exception> failuresDuringAnAnswer() {
        return Stream.of(
                new IllegalStateException("export", new IOException("disk full")),
                new IllegalStateException("database", new IOException("Broken pipe")),
                new UncheckedIOException(new IOException("Connection reset")),
                new UncheckedIOException(new IOException("disk full")),
                new IOException("another service", new IOException("Connection reset")),
                causesOfEachOther(new IllegalStateException(), new IllegalArgumentException()),
                causesOfEachOther(new ServletException(), new ServletException()));
    }

    @ParameterizedTest
    @MethodSource("failuresDuringAnAnswer")
    void duringAnAnswerAnythingElseIsAFailure(Exception exception) {
        assertThat(UncaughtExceptions.isDisconnect(exception, response(true))).isFalse();
    }

    private static Exception causesOfEachOther(Exception one, Exception other) {
        one.initCause(other);
        other.initCause(one);
        return one;
    }

    private static HttpServletResponse response(boolean committed) {
        return (HttpServletResponse) Proxy.newProxyInstance(
                DisconnectTests.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (self, method, args) -> committed);
    }

    /** Named like the one of Tomcat. */
    static class ClientAbortException extends IOException {

        @Serial
        private static final long serialVersionUID = 1;
    }

    /** Named like those of Jetty. */
    static class EofException extends EOFException {

        @Serial
        private static final long serialVersionUID = 1;
    }

    static class EarlyEofException extends EofException {

        @Serial
        private static final long serialVersionUID = 1;
    }

    /** Named like the one of Spring. */
    static class AsyncRequestNotUsableException extends IOException {

        @Serial
        private static final long serialVersionUID = 1;

        AsyncRequestNotUsableException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
