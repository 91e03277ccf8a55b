package dev.gatehouse.autoconfigure.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.limits.RawConnection.Answer;
import dev.gatehouse.autoconfigure.testing.RunningService;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The time-out of a request ends the read of its body, too, although Tomcat reads on through an interrupt. */
@Tag("any-boot")
class BodyDeadlineHttpTests {

    private static final String HEAD = " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\nContent-Type: ";

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;
    private static final int END_HEADERS = 4;

    /** Of the static table of HPACK (RFC 7541, appendix A). */
    private static final byte INDEXED_POST = (byte) 0x83;

    private static final byte INDEXED_HTTP = (byte) 0x86;
    private static final byte NAME_OF_AUTHORITY = 1;
    private static final byte NAME_OF_PATH = 4;
    private static final byte[] NAME_OF_CONTENT_TYPE = {0x0f, 0x10};

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                ReadingService.class,
                "gatehouse.request-limits.timeout=300ms",
                "gatehouse.request-limits.timeouts[0].paths=/reader",
                "gatehouse.request-limits.timeouts[0].timeout=off",
                "gatehouse.request-limits.timeout-debugging=true",
                "gatehouse.rate-limit.enabled=false",
                "server.http2.enabled=true",
                "server.tomcat.connection-timeout=700ms");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/stream, text/plain",
        "/json, application/json",
        "/form, application/x-www-form-urlencoded",
        "/multipart, multipart/form-data; boundary=b",
        "/optimist, text/plain",
        "/pessimist, text/plain",
    })
    void endsABodyThatTricklesIn(String path, String type) throws IOException {
        try (RawConnection connection = new RawConnection(service.port())) {
            connection.send("POST " + path + HEAD + type + "\r\n\r\n");
            connection.dripUntilAnswered((byte) ' ', 50);
            checkTimedOut(connection.answer());
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void endsABodyThatStopsComing() throws IOException {
        try (RawConnection connection = new RawConnection(service.port())) {
            connection.send("POST /json" + HEAD + "application/json\r\n\r\n{");
            checkTimedOut(connection.answer());
        }
    }

    @Test
    void leavesABodyAloneWhosePathMayTakeLonger() throws IOException {
        try (RawConnection connection = new RawConnection(service.port())) {
            connection.send("POST /reader HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20\r\n\r\n");
            connection.dripUntilAnswered((byte) 'x', 50);
            assertThat(connection.answer().body()).isEqualTo("read 20");
        }
    }

    /** By frames, for the client of the JDK looks at no answer before it has sent its body. */
    @ParameterizedTest
    @ValueSource(strings = {"/stream", "/text", "/json"})
    void endsABodyOverHttp2(String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", service.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(bytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
            out.write(frame(SETTINGS, 0, 0, new byte[0]));
            out.write(frame(HEADERS, END_HEADERS, 1, postOf(path)));
            out.write(frame(DATA, 0, 1, bytes(" ")));
            String answer = readUntil(socket.getInputStream(), "deadline_exceeded");
            assertThat(answer).contains("\"status\":503");
        }
    }

    private static byte[] postOf(String path) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.write(new byte[] {INDEXED_POST, INDEXED_HTTP});
        writeLiteral(head, new byte[] {NAME_OF_PATH}, path);
        writeLiteral(head, new byte[] {NAME_OF_AUTHORITY}, "localhost");
        writeLiteral(head, NAME_OF_CONTENT_TYPE, "application/json");
        return head.toByteArray();
    }

    private static void writeLiteral(ByteArrayOutputStream head, byte[] name, String value) throws IOException {
        head.write(name);
        head.write(value.length());
        head.write(bytes(value));
    }

    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put(new byte[] {0, 0, (byte) payload.length, (byte) type, (byte) flags})
                .putInt(stream)
                .put(payload)
                .array();
    }

    private static String readUntil(InputStream in, String end) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        while (!read.toString(StandardCharsets.ISO_8859_1).contains(end)) {
            int next = in.read();
            assertThat(next).as(read.toString(StandardCharsets.ISO_8859_1)).isNotNegative();
            read.write(next);
        }
        return read.toString(StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void checkTimedOut(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
        assertThat(answer.headers())
                .containsEntry("connection", "close")
                .containsEntry("retry-after", "5")
                .containsEntry("content-type", "application/problem+json");
        assertThat(new JsonMapper().readValue(answer.body(), Map.class))
                .containsEntry("error_code", "deadline_exceeded");
    }
}
