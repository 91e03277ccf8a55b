package dev.gatehouse.sample.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.sample.SigningKeys;
import dev.gatehouse.sample.TestUsers;
import dev.gatehouse.sample.access.SystemRole;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Whatever bytes arrive, the sample answers or hangs up, never fails, and every answer has a request id and the security
 * headers. A hundred thousand requests in the profile "proof".
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:${random.uuid};MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
            "gatehouse.sample.files.directory=target/test-files/${random.uuid}",
            "gatehouse.sample.development.secret-file=target/test-files/${random.uuid}/root-secret",
            "gatehouse.rate-limit.default-limit=1000000000/minute",
            "gatehouse.trusted-hosts.allowed=localhost,127.0.0.1,[::1]",
            "gatehouse.cors.allowed-origins=https://app.example.com",
            "gatehouse.fetch-metadata.enabled=true",
            "gatehouse.https.mode=auto",
            "gatehouse.access-log.enabled=false",
            "server.tomcat.connection-timeout=2s"
        })
@Import(TestUsers.class)
class WireFuzzTests {

    private static final int REQUESTS = Boolean.getBoolean("dev.gatehouse.proof") ? 100_000 : 3_000;
    private static final int CLIENTS = 8;
    private static final int PATIENCE_MILLIS = 15_000;

    /** What Tomcat says to a transfer coding or a version it does not know (RFC 9112, 6.1; RFC 9110, 15.6.6). */
    private static final List<Integer> FRAMING = List.of(501, 505);

    @LocalServerPort
    private int port;

    @Autowired
    private TestUsers users;

    private TestUsers.TestUser user;

    /** One that is made up costs more than all else here. */
    @DynamicPropertySource
    static void signingKey(DynamicPropertyRegistry properties) {
        properties.add("gatehouse.auth.jwt.keys[0].private-key", SigningKeys::pem);
    }

    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Map<Integer, Integer> statuses = new TreeMap<>();

    @Test
    void answersEverythingInOrderOrHangsUp() throws Exception {
        user = users.signIn(SystemRole.USER);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<Void>> runs = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                runs.add(clients.submit((Callable<Void>) this::run));
            }
            for (Future<Void> run : runs) {
                run.get();
            }
        } finally {
            clients.shutdownNow();
        }
        assertThat(statuses).containsKeys(200, 400, 403, 404, 405, 415);
        assertThat(unanswered.get()).as("of %s", REQUESTS).isLessThan(REQUESTS / 5);
        assertThat(send(
                        -1,
                        "GET /health/ping HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1)))
                .startsWith("HTTP/1.1 200");
    }

    private Void run() throws IOException {
        for (int seed = next.getAndIncrement(); seed < REQUESTS; seed = next.getAndIncrement()) {
            byte[] request = new RequestGrammar(seed, user.token()).next();
            check(seed, request, send(seed, request));
        }
        return null;
    }

    private String send(int seed, byte[] request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("No end of the answer to seed " + seed + ": " + text(request), e);
        } catch (IOException reset) {
            // Closed while bytes were on their way that nobody wants any more.
            return "";
        }
    }

    private void check(int seed, byte[] request, String answers) {
        String answer = answers;
        while (answer.startsWith("HTTP/1.1 100")) {
            answer = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        }
        if (answer.isEmpty()) {
            unanswered.incrementAndGet();
            return;
        }
        if (answer.startsWith("{\"type\"")) {
            // A request line without a version is HTTP/0.9, whose answers have no head.
            return;
        }
        String what = "seed " + seed + ": " + text(request) + "\n" + answer;
        assertThat(answer).as(what).startsWith("HTTP/1.1 ");
        int status = Integer.parseInt(answer.substring(9, 12));
        synchronized (statuses) {
            statuses.merge(status, 1, Integer::sum);
        }
        assertThat(status < 500 || FRAMING.contains(status)).as(what).isTrue();
        if (text(request).startsWith("OPTIONS *")) {
            // Tomcat answers for the whole server, in front of all applications.
            return;
        }
        List<String> head = answer.substring(0, answer.indexOf("\r\n\r\n"))
                .toLowerCase(Locale.ROOT)
                .lines()
                .toList();
        for (String header : List.of("x-request-id:", "x-content-type-options:", "content-security-policy:")) {
            assertThat(head.stream().filter(line -> line.startsWith(header)))
                    .as(what)
                    .hasSize(1);
        }
    }

    private static String text(byte[] request) {
        return new String(request, StandardCharsets.ISO_8859_1);
    }
}
