package dev.gatehouse.autoconfigure.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.limits.RawConnection.Answer;
import dev.gatehouse.autoconfigure.testing.RunningService;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** A client that sends its body byte by byte holds a thread for the grace and not much longer. */
@Tag("any-boot")
class SlowBodyHttpTests {

    private static final String HEAD = " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\nContent-Type: ";

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                ReadingService.class,
                "gatehouse.request-limits.min-body-rate=1KB",
                "gatehouse.request-limits.body-grace=300ms",
                "gatehouse.rate-limit.enabled=false",
                "server.tomcat.connection-timeout=700ms");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/stream, text/plain",
        "/bytes, application/octet-stream",
        "/json, application/json",
        "/form, application/x-www-form-urlencoded",
        "/multipart, multipart/form-data; boundary=b",
        "/optimist, text/plain",
        "/callable, text/plain",
    })
    void refusesWhoIsTooSlow(String path, String type) throws IOException {
        try (RawConnection connection = new RawConnection(service.port())) {
            connection.send("POST " + path + HEAD + type + "\r\n\r\n");
            connection.dripUntilAnswered((byte) ' ', 50);
            checkTimedOut(connection.answer());
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/stream, text/plain",
        "/json, application/json",
        "/form, application/x-www-form-urlencoded",
        "/multipart, multipart/form-data; boundary=b",
    })
    void refusesWhoFallsSilent(String path, String type) throws IOException {
        try (RawConnection connection = new RawConnection(service.port())) {
            connection.send("POST " + path + HEAD + type + "\r\n\r\n ");
            checkTimedOut(connection.answer());
            assertThat(connection.isClosed()).isTrue();
        }
    }

    /** Tomcat reads what stands beside a chunk's size within a single read of the body. */
    @ParameterizedTest
    @CsvSource({"/stream, 400", "/ignore, 200"})
    void closesOnASlowChunkOfWhichOnlyItsHeadComes(String path, int status) throws IOException {
        try (RawConnection connection = new RawConnection(service.port())) {
            connection.send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
                    + "Content-Type: text/plain\r\n\r\n1;a=");
            connection.dripUntilAnswered((byte) 'a', 20);
            assertThat(connection.answer().status()).isEqualTo(status);
            connection.dripUntilAnswered((byte) 'a', 20);
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"/ignore, 200", "/nowhere, 404", "/ok, 405"})
    void closesOnASlowBodyThatNobodyReads(String path, int status) throws IOException {
        try (RawConnection connection = new RawConnection(service.port())) {
            connection.send("POST " + path + HEAD + "text/plain\r\n\r\n");
            assertThat(connection.answer().status()).isEqualTo(status);
            connection.dripUntilAnswered((byte) ' ', 50);
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void closesAfterAWhileOnABodyThatNobodyReadsAtWhateverPace() throws IOException {
        try (RawConnection connection = new RawConnection(service.port())) {
            connection.send("POST /ignore HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n"
                    + "x".repeat(100_000));
            assertThat(connection.answer().status()).isEqualTo(200);
            connection.dripUntilAnswered((byte) ' ', 100);
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"/ignore, 200", "/nowhere, 404"})
    void closesOnASlowBodyThatWasAnnouncedAndThatNobodyReads(String path, int status) throws IOException {
        try (RawConnection connection = new RawConnection(service.port())) {
            connection.send("POST " + path + HEAD + "text/plain\r\nExpect: 100-continue\r\n\r\n");
            assertThat(finalAnswer(connection).status()).isEqualTo(status);
            connection.dripUntilAnswered((byte) ' ', 50);
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void keepsTheConnectionOfWhoSendsAnAnnouncedBodyThatNobodyReads() throws IOException {
        try (RawConnection connection = new RawConnection(service.port())) {
            connection.send("POST /ignore" + HEAD + "text/plain\r\nExpect: 100-continue\r\n\r\n");
            connection.send("x".repeat(5000));
            assertThat(finalAnswer(connection).status()).isEqualTo(200);
            connection.send("GET /ok HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(connection.answer().body()).isEqualTo("ok");
        }
    }

    @Test
    void keepsThreadsFreeFromManySlowBodiesThatNobodyReads() throws IOException {
        List<RawConnection> senders = new ArrayList<>();
        try (RunningService few = RunningService.start(
                ReadingService.class, "gatehouse.rate-limit.enabled=false", "server.tomcat.threads.max=8")) {
            for (int i = 0; i < 60; i++) {
                RawConnection sender = new RawConnection(few.port());
                senders.add(sender);
                sender.send("POST /ignore" + HEAD + "text/plain\r\n\r\n");
            }
            try (RawConnection other = new RawConnection(few.port())) {
                other.send("GET /ok HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(other.answer().status()).isEqualTo(200);
            }
            for (RawConnection sender : senders) {
                assertThat(sender.answer().status()).isEqualTo(200);
                assertThat(sender.isClosed()).isTrue();
            }
        } finally {
            for (RawConnection sender : senders) {
                sender.close();
            }
        }
    }

    @Test
    void givesAFastClientTheTimeItsBytesEarn() throws IOException {
        try (RawConnection connection = new RawConnection(service.port())) {
            connection.send("POST /stream" + HEAD + "text/plain\r\n\r\n" + "x".repeat(5000));
            assertThat(connection.answer().body()).isEqualTo("read 5000");
        }
    }

    private static Answer finalAnswer(RawConnection connection) throws IOException {
        Answer answer = connection.answer();
        return answer.status() == 100 ? connection.answer() : answer;
    }

    private static void checkTimedOut(Answer answer) {
        assertThat(answer.status()).isEqualTo(408);
        assertThat(answer.headers())
                .containsEntry("connection", "close")
                .containsEntry("content-type", "application/problem+json");
        assertThat(new JsonMapper().readValue(answer.body(), Map.class)).containsEntry("error_code", "request_timeout");
    }
}
