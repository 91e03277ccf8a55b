package dev.gatehouse.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.Serial;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DisconnectTests {

    static Stream<Exception> disconnects() {
        return Stream.of(
                new ClientAbortException(),
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

    /** Named like the one of Tomcat. */
    static class ClientAbortException extends IOException {

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
