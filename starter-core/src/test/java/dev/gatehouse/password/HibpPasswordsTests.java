package dev.gatehouse.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HibpPasswordsTests {

    /** SHA-1 of "password": 5BAA6 1E4C9B93F3F0682250B6CF8331B7EE68FD8. */
    private static final String SUFFIX = "1E4C9B93F3F0682250B6CF8331B7EE68FD8";

    private interface Answer {
        void write(HttpExchange exchange) throws IOException;
    }

    private final AtomicInteger failures = new AtomicInteger();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile Answer answer = exchange -> send(exchange, 200, "");
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Add-Padding"));
            answer.write(exchange);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        end.countDown();
        server.stop(0);
    }

    @Test
    void sendsFiveDigitsOfTheHashAndNoMore() {
        answer = exchange -> send(exchange, 200, "0018A45C4D1DEF81644B54AB7F969B88D65:1\r\n" + SUFFIX + ":3730471\r\n");

        assertThat(client(Duration.ofSeconds(10)).contains("password")).isTrue();
        assertThat(asked).containsExactly("/range/5BAA6 true");
        assertThat(failures).hasValue(0);
    }

    @Test
    void takesPaddingForWhatItIs() {
        answer = exchange -> send(exchange, 200, SUFFIX + ":0\r\n" + SUFFIX + ":0");

        assertThat(client(Duration.ofSeconds(10)).contains("password")).isFalse();
    }

    @Test
    void doesNotKnowAPasswordThatIsNotListed() {
        answer = exchange -> send(exchange, 200, "0018A45C4D1DEF81644B54AB7F969B88D65:1");

        assertThat(client(Duration.ofSeconds(10)).contains("password")).isFalse();
        assertThat(failures).hasValue(0);
    }

    @Test
    void readsHashesInSmallLetters() {
        answer = exchange -> send(exchange, 200, SUFFIX.toLowerCase(Locale.ROOT) + ":12");

        assertThat(client(Duration.ofSeconds(10)).contains("password")).isTrue();
        assertThat(failures).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>Log in to the network</html>",
                SUFFIX,
                SUFFIX + ":",
                SUFFIX + ":many",
                "x" + SUFFIX + ":1"
            })
    void takesAnAnswerThatIsNoListForAFailure(String text) {
        answer = exchange -> send(exchange, 200, text);

        assertThat(client(Duration.ofSeconds(10)).contains("password")).isFalse();
        assertThat(failures).hasValue(1);
    }

    @Test
    void letsThePasswordPassWhenTheServiceFails() {
        answer = exchange -> send(exchange, 503, SUFFIX + ":1");

        assertThat(client(Duration.ofSeconds(10)).contains("password")).isFalse();
        assertThat(failures).hasValue(1);
    }

    @Test
    void letsThePasswordPassWhenTheServiceIsGone() {
        CompromisedPasswords client = client(Duration.ofSeconds(10));
        server.stop(0);

        assertThat(client.contains("password")).isFalse();
        assertThat(failures).hasValue(1);
    }

    @Test
    void letsThePasswordPassWhenTheBodyDoesNotEnd() {
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write((SUFFIX + ":1").getBytes(UTF_8));
            exchange.getResponseBody().flush();
            await(end);
        };

        assertThat(client(Duration.ofMillis(300)).contains("password")).isFalse();
        assertThat(failures).hasValue(1);
    }

    @Test
    void readsNoAnswerWithoutEnd() {
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] chunk = new byte[64 * 1024];
            for (int i = 0; i < 1_000; i++) {
                exchange.getResponseBody().write(chunk);
            }
        };

        assertThat(client(Duration.ofSeconds(10)).contains("password")).isFalse();
        assertThat(failures).hasValue(1);
    }

    @Test
    void keepsTheInterruptOfItsCaller() {
        Thread.currentThread().interrupt();

        assertThat(client(Duration.ofSeconds(10)).contains("password")).isFalse();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failures).hasValue(1);
    }

    @Test
    void refusesAnAddressOrTimeThatCannotBeUsed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HibpSettings(URI.create("file:///x"), Duration.ofSeconds(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HibpSettings(URI.create("https://pwned_mirror.example"), Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new HibpSettings(URI.create("https://x"), Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HibpSettings(URI.create("https://x"), Duration.ofSeconds(-1)));
        assertThat(HibpSettings.defaults().timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(CompromisedPasswords.none().contains("password")).isFalse();
    }

    private CompromisedPasswords client(Duration timeout) {
        URI base = URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort());
        return new HibpPasswords(new HibpSettings(base, timeout), failures::incrementAndGet);
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
