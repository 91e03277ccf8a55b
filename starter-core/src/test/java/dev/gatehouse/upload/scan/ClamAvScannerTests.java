package dev.gatehouse.upload.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.CapturedLog;
import dev.gatehouse.upload.ScanResult;
import dev.gatehouse.upload.ScanResult.Outcome;
import dev.gatehouse.upload.content.Content;
import dev.gatehouse.upload.scan.StandInClamd.Behaviour;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ClamAvScannerTests {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(150);

    @Test
    void passesWhatClamdFindsClean() throws Exception {
        try (StandInClamd clamd = StandInClamd.start(1 << 20, 5000)) {
            assertThat(scan(clamd, "harmless")).isEqualTo(ScanResult.clean());
            assertThat(scan(clamd, "")).isEqualTo(ScanResult.clean());
            assertThat(scan(clamd, "x".repeat(1 << 20))).isEqualTo(ScanResult.clean());
        }
    }

    @Test
    void namesTheSignatureOfWhatIsInfected() throws Exception {
        try (StandInClamd clamd = StandInClamd.start(1 << 20, 5000)) {
            ScanResult result = scan(clamd, "x".repeat(100_000) + StandInClamd.EICAR);
            assertThat(result).isEqualTo(ScanResult.infected("Eicar.Test.UNOFFICIAL"));
        }
    }

    @Test
    void closesTheContentAndTheConnection() throws Exception {
        boolean[] closed = new boolean[1];
        try (StandInClamd clamd = StandInClamd.start(1 << 20, 5000)) {
            InputStream content = new ByteArrayInputStream(new byte[10]) {
                @Override
                public void close() {
                    closed[0] = true;
                }
            };
            assertThat(scanner(clamd, LONG, LONG).scan(Content.of(10, () -> content)))
                    .isEqualTo(ScanResult.clean());
            awaitServed(clamd, 1);
            assertThat(closed[0]).isTrue();
            assertThat(clamd.open()).isZero();
        }
    }

    @Test
    void readsTheAnswerOfAClamdThatHungUpOnALargeFile() throws Exception {
        try (StandInClamd clamd = StandInClamd.start(40_000, 5000)) {
            assertThat(fault(scan(clamd, "x".repeat(8 << 20)))).isEqualTo(ScannerFault.TOO_LARGE);
        }
    }

    @Test
    void sendsNoMoreThanAllowed() throws Exception {
        try (StandInClamd clamd = StandInClamd.start(1 << 20, 5000)) {
            ClamAvScanner scanner = new ClamAvScanner(settings(clamd.port(), LONG, LONG, LONG, 1000, 1));
            assertThat(scanner.scan(content("x".repeat(1000)))).isEqualTo(ScanResult.clean());
            assertThat(fault(scanner.scan(content("x".repeat(1001))))).isEqualTo(ScannerFault.TOO_LARGE);
        }
    }

    @Test
    void reportsThatNobodyListens() throws Exception {
        int port;
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = unused.getLocalPort();
        }
        ClamAvScanner scanner = new ClamAvScanner(settings(port, LONG, LONG, LONG, 1000, 1));
        assertThat(fault(scanner.scan(content("x")))).isEqualTo(ScannerFault.UNREACHABLE);
        assertThat(scanner.ping(LONG)).isEqualTo(ScannerFault.UNREACHABLE);
    }

    @Test
    void reportsAHostWithoutAddress() throws Exception {
        ClamAvScanner scanner =
                new ClamAvScanner(new ClamAvSettings("clamd.invalid", 3310, null, LONG, LONG, LONG, 1000, 1));
        assertThat(fault(scanner.scan(content("x")))).isEqualTo(ScannerFault.UNREACHABLE);
    }

    @Test
    void givesUpOnANameThatIsNotLookedUpInTime() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger lookups = new AtomicInteger();
        try (StandInClamd clamd = StandInClamd.start(1 << 20, 5000)) {
            ClamAvScanner scanner = new ClamAvScanner(
                    new ClamAvSettings("clamd.example", clamd.port(), null, SHORT, LONG, LONG, 1000, 10), host -> {
                        lookups.incrementAndGet();
                        await(end);
                        return InetAddress.getLoopbackAddress();
                    });
            assertThat(fault(scanner.scan(content("x")))).isEqualTo(ScannerFault.TIMED_OUT);
            assertThat(scanner.ping(SHORT)).isEqualTo(ScannerFault.TIMED_OUT);
            assertThat(lookups).hasValue(1);
            end.countDown();
            awaitScan(scanner);
        }
    }

    @Test
    void endsTheWaitForANameWhenInterrupted() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        ClamAvScanner scanner =
                new ClamAvScanner(new ClamAvSettings("clamd.example", 3310, null, LONG, LONG, LONG, 1000, 1), host -> {
                    await(end);
                    return InetAddress.getLoopbackAddress();
                });
        Thread.currentThread().interrupt();
        assertThat(scanner.ping(LONG)).isEqualTo(ScannerFault.INTERRUPTED);
        assertThat(Thread.interrupted()).isTrue();
        end.countDown();
    }

    @Test
    void looksUpTheNameForEachScan() throws Exception {
        List<String> hosts = new ArrayList<>();
        try (StandInClamd clamd = StandInClamd.start(1 << 20, 5000)) {
            ClamAvScanner scanner = new ClamAvScanner(
                    new ClamAvSettings("clamd.example", clamd.port(), null, LONG, LONG, LONG, 1000, 1), host -> {
                        hosts.add(host);
                        if (hosts.size() == 1) {
                            throw new SecurityException("expected");
                        }
                        if (hosts.size() == 2) {
                            throw new InternalError("expected");
                        }
                        return InetAddress.getLoopbackAddress();
                    });
            assertThat(fault(scanner.scan(content("x")))).isEqualTo(ScannerFault.UNREACHABLE);
            assertThat(fault(scanner.scan(content("x")))).isEqualTo(ScannerFault.UNREACHABLE);
            assertThat(scanner.scan(content("x"))).isEqualTo(ScanResult.clean());
            assertThat(scanner.scan(content("x"))).isEqualTo(ScanResult.clean());
        }
        assertThat(hosts).hasSize(4).containsOnly("clamd.example");
    }

    @Test
    void reportsASocketThatDoesNotExist() throws Exception {
        ClamAvScanner scanner = new ClamAvScanner(
                new ClamAvSettings("localhost", 3310, Path.of("target", "no-such-socket"), LONG, LONG, LONG, 1000, 1));
        assertThat(fault(scanner.scan(content("x")))).isEqualTo(ScannerFault.UNREACHABLE);
        assertThat(scanner.ping(LONG)).isEqualTo(ScannerFault.UNREACHABLE);
    }

    @Test
    void givesUpConnectingInTime() throws Exception {
        // A full queue of connections that nobody accepts: the next one gets no answer.
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<java.net.Socket> waiting = new ArrayList<>();
            try {
                for (int i = 0; i < 3; i++) {
                    java.net.Socket socket = new java.net.Socket();
                    waiting.add(socket);
                    try {
                        socket.connect(full.getLocalSocketAddress(), 100);
                    } catch (IOException filled) {
                        break;
                    }
                }
                ClamAvScanner scanner = new ClamAvScanner(settings(full.getLocalPort(), SHORT, SHORT, LONG, 1000, 1));
                assertThat(fault(scanner.scan(content("x")))).isEqualTo(ScannerFault.TIMED_OUT);
            } finally {
                for (java.net.Socket socket : waiting) {
                    socket.close();
                }
            }
        }
    }

    @Test
    void givesUpOnAClamdThatDoesNotAnswer() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (StandInClamd clamd = new StandInClamd((in, out, socket) -> {
            StandInClamd.swallow(in);
            await(end);
        })) {
            assertThat(fault(scanner(clamd, SHORT, LONG).scan(content("x")))).isEqualTo(ScannerFault.TIMED_OUT);
            assertThat(scanner(clamd, LONG, LONG).ping(SHORT)).isEqualTo(ScannerFault.TIMED_OUT);
            end.countDown();
        }
    }

    @Test
    void givesUpOnAClamdThatDoesNotTakeTheFile() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (StandInClamd clamd = new StandInClamd((in, out, socket) -> await(end))) {
            InputStream endless = new InputStream() {
                @Override
                public int read() {
                    return 'x';
                }
            };
            assertThat(fault(scanner(clamd, SHORT, LONG).scan(Content.of(1, () -> endless))))
                    .isEqualTo(ScannerFault.TIMED_OUT);
            end.countDown();
        }
    }

    @Test
    void endsAScanThatTakesTooLongInAll() throws Exception {
        try (StandInClamd clamd = new StandInClamd((in, out, socket) -> {
            StandInClamd.command(in);
            while (true) {
                // Takes a little, often enough to break no silence.
                in.readNBytes(40_000);
                await(new CountDownLatch(1), 20);
            }
        })) {
            InputStream endless = new InputStream() {
                @Override
                public int read() {
                    return 'x';
                }
            };
            long start = System.nanoTime();
            assertThat(fault(scanner(clamd, LONG, Duration.ofMillis(300)).scan(Content.of(1, () -> endless))))
                    .isEqualTo(ScannerFault.TIMED_OUT);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(300), LONG);
        }
    }

    @Test
    void reportsAClamdThatIsKilledInTheMiddleOfTheStream() throws Exception {
        try (StandInClamd clamd = new StandInClamd((in, out, socket) -> {
            StandInClamd.command(in);
            in.readNBytes(50_000);
            socket.setSoLinger(true, 0);
        })) {
            assertThat(fault(scan(clamd, "x".repeat(8 << 20)))).isEqualTo(ScannerFault.CONNECTION_LOST);
        }
    }

    @Test
    void reportsAClamdThatIsKilledBeforeItAnswers() throws Exception {
        try (StandInClamd clamd = new StandInClamd((in, out, socket) -> StandInClamd.swallow(in))) {
            assertThat(fault(scan(clamd, "x"))).isEqualTo(ScannerFault.CONNECTION_LOST);
        }
    }

    @Test
    void believesNoPraiseBeforeTheEndOfTheFile() throws Exception {
        try (StandInClamd clamd = new StandInClamd((in, out, socket) -> {
            StandInClamd.command(in);
            in.readNBytes(50_000);
            StandInClamd.answer(out, "stream: OK\0");
        })) {
            assertThat(scan(clamd, "x".repeat(8 << 20))).isNotEqualTo(ScanResult.clean());
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            stream: OK,                                 CONNECTION_LOST
            stream: Eicar FOUND,                        CONNECTION_LOST
            '',                                         CONNECTION_LOST
            stream: O|,                                 UNEXPECTED_REPLY
            stream: ok|,                                UNEXPECTED_REPLY
            Stream: OK|,                                UNEXPECTED_REPLY
            OK|,                                        UNEXPECTED_REPLY
            ' stream: OK|',                             UNEXPECTED_REPLY
            'stream: OK |',                             UNEXPECTED_REPLY
            1: stream: OK|,                             UNEXPECTED_REPLY
            stream: FOUND|,                             UNEXPECTED_REPLY
            'stream:   FOUND|',                         UNEXPECTED_REPLY
            stream: OK|stream: Eicar FOUND|,            UNEXPECTED_REPLY
            |,                                          UNEXPECTED_REPLY
            stream: Can't allocate memory ERROR|,       UNEXPECTED_REPLY
            UNKNOWN COMMAND|,                           UNEXPECTED_REPLY
            HTTP/1.1 400 Bad Request~,                  UNEXPECTED_REPLY
            INSTREAM size limit exceeded. ERROR|,       TOO_LARGE
            INSTREAM size limit exceeded. ERROR~,       TOO_LARGE
            COMMAND READ TIMED OUT~,                    TIMED_OUT
            """)
    void takesNothingButAWholeOkForClean(String reply, ScannerFault expected) throws Exception {
        String wire = reply.replace('|', '\0').replace('~', '\n');
        try (StandInClamd clamd = answering(wire)) {
            assertThat(fault(scan(clamd, "x"))).isEqualTo(expected);
        }
    }

    @Test
    void readsAnAnswerThatComesByteByByte() throws Exception {
        try (StandInClamd clamd = new StandInClamd((in, out, socket) -> {
            StandInClamd.swallow(in);
            socket.setTcpNoDelay(true);
            for (char c : "stream: Win.Test.EICAR_HDB-1 FOUND\0".toCharArray()) {
                StandInClamd.answer(out, String.valueOf(c));
            }
        })) {
            assertThat(scan(clamd, "x")).isEqualTo(ScanResult.infected("Win.Test.EICAR_HDB-1"));
        }
    }

    @Test
    void readsNoAnswerWithoutEnd() throws Exception {
        try (StandInClamd clamd = answering("stream: " + "x".repeat(10_000))) {
            assertThat(fault(scan(clamd, "x"))).isEqualTo(ScannerFault.UNEXPECTED_REPLY);
        }
    }

    @Test
    void logsAStrangeAnswerOnOneLine() throws Exception {
        try (StandInClamd clamd = answering("nonsense\r\u001b[31m\0");
                CapturedLog log = CapturedLog.of(ClamAvScanner.class.getName())) {
            scan(clamd, "x");
            assertThat(log.events().get(0).getFormattedMessage()).isEqualTo("clamd answered: nonsense??[31m");
        }
    }

    @Test
    void logsAChangeOnce() throws Exception {
        try (StandInClamd clamd = new StandInClamd((in, out, socket) -> {});
                CapturedLog log = CapturedLog.of(ClamAvScanner.class.getName())) {
            ClamAvScanner scanner = scanner(clamd, LONG, LONG);
            for (int i = 0; i < 5; i++) {
                scanner.scan(content("x"));
            }
            clamd.behave(StandInClamd.proper(1000, 1000));
            for (int i = 0; i < 5; i++) {
                scanner.scan(content("x"));
            }
            assertThat(log.events())
                    .extracting(event -> event.getFormattedMessage())
                    .containsExactly(
                            "ClamAV does not scan: connection_lost. Check that clamd runs and can be reached.",
                            "ClamAV scans again.");
        }
    }

    @Test
    void pings() throws Exception {
        try (StandInClamd clamd = StandInClamd.start(1000, 1000)) {
            assertThat(scanner(clamd, LONG, LONG).ping(LONG)).isNull();
        }
        try (StandInClamd clamd = answeringPing("PANG\0")) {
            assertThat(scanner(clamd, LONG, LONG).ping(LONG)).isEqualTo(ScannerFault.UNEXPECTED_REPLY);
        }
        try (StandInClamd clamd = answeringPing("PONG")) {
            assertThat(scanner(clamd, LONG, LONG).ping(LONG)).isEqualTo(ScannerFault.CONNECTION_LOST);
        }
    }

    @Test
    void passesOnThatTheContentCannotBeRead() throws Exception {
        try (StandInClamd clamd = StandInClamd.start(1000, 1000)) {
            InputStream broken = new InputStream() {
                @Override
                public int read() throws IOException {
                    throw new IOException("disk");
                }
            };
            ClamAvScanner scanner = scanner(clamd, LONG, LONG);
            assertThatIOException()
                    .isThrownBy(() -> scanner.scan(Content.of(1, () -> broken)))
                    .withMessage("disk");
            assertThat(scanner.scan(content("x"))).isEqualTo(ScanResult.clean());
        }
    }

    @Test
    void endsWhenItsThreadIsInterruptedAndLeavesItSo() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (StandInClamd clamd = new StandInClamd((in, out, socket) -> {
            StandInClamd.swallow(in);
            asked.countDown();
            await(end);
        })) {
            ClamAvScanner scanner = scanner(clamd, LONG, LONG);
            ScannerFault[] failure = new ScannerFault[1];
            boolean[] interrupted = new boolean[1];
            Thread thread = new Thread(() -> {
                try {
                    failure[0] = fault(scanner.scan(content("x")));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                interrupted[0] = Thread.interrupted();
            });
            thread.start();
            await(asked);
            thread.interrupt();
            thread.join();
            end.countDown();
            assertThat(failure[0]).isEqualTo(ScannerFault.INTERRUPTED);
            assertThat(interrupted[0]).isTrue();
        }
    }

    @Test
    void scansNoMoreFilesAtOnceThanAllowed() throws Exception {
        try (StandInClamd clamd = StandInClamd.start(1 << 20, 5000)) {
            ClamAvScanner scanner = new ClamAvScanner(settings(clamd.port(), LONG, LONG, LONG, 1 << 20, 3));
            ExecutorService threads = Executors.newFixedThreadPool(20);
            List<Future<ScanResult>> results = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                results.add(threads.submit(() -> scanner.scan(content("x".repeat(50_000)))));
            }
            for (Future<ScanResult> result : results) {
                assertThat(result.get()).isEqualTo(ScanResult.clean());
            }
            threads.shutdown();
            // The stand-in notices the end of a connection a moment after the scanner: one more may seem open.
            assertThat(clamd.mostOpen()).isBetween(1, 6);
        }
    }

    @Test
    void isBusyWhenNoTurnComesInTime() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Behaviour stuck = (in, out, socket) -> {
            asked.countDown();
            await(end);
        };
        try (StandInClamd clamd = new StandInClamd(stuck)) {
            ClamAvScanner scanner =
                    new ClamAvScanner(settings(clamd.port(), LONG, LONG, Duration.ofMillis(500), 1000, 1));
            Thread first = new Thread(() -> {
                try {
                    scanner.scan(content("x"));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            first.start();
            await(asked);
            ClamAvScanner impatient = scanner;
            ScannerFault failure = fault(impatient.scan(content("x")));
            assertThat(failure).isIn(ScannerFault.BUSY, ScannerFault.TIMED_OUT);
            first.join();
            end.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "port0", "port65536", "connect", "read", "total", "size", "scans"})
    void refusesSettingsThatCannotWork(String part) {
        Duration none = Duration.ZERO;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClamAvSettings(
                        part.equals("host") ? " " : "localhost",
                        part.equals("port0") ? 0 : part.equals("port65536") ? 65536 : 3310,
                        null,
                        part.equals("connect") ? none : LONG,
                        part.equals("read") ? Duration.ofSeconds(-1) : LONG,
                        part.equals("total") ? Duration.ofDays(1) : LONG,
                        part.equals("size") ? 0 : 1,
                        part.equals("scans") ? 0 : 1));
    }

    private static StandInClamd answering(String reply) throws IOException {
        return new StandInClamd((in, out, socket) -> {
            StandInClamd.swallow(in);
            StandInClamd.answer(out, reply);
        });
    }

    private static StandInClamd answeringPing(String reply) throws IOException {
        return new StandInClamd((in, out, socket) -> {
            StandInClamd.command(in);
            StandInClamd.answer(out, reply);
        });
    }

    private static ScanResult scan(StandInClamd clamd, String content) throws IOException {
        return scanner(clamd, LONG, LONG).scan(content(content));
    }

    private static ClamAvScanner scanner(StandInClamd clamd, Duration read, Duration total) {
        return new ClamAvScanner(settings(clamd.port(), LONG, read, total, 100 << 20, 4));
    }

    private static ClamAvSettings settings(
            int port, Duration connect, Duration read, Duration total, long maxSize, int maxConcurrent) {
        return new ClamAvSettings("127.0.0.1", port, null, connect, read, total, maxSize, maxConcurrent);
    }

    private static ScannerFault fault(ScanResult result) {
        ScannerFault fault = ScannerFault.valueOf(result.detail().toUpperCase(Locale.ROOT));
        assertThat(result.outcome())
                .isEqualTo(fault == ScannerFault.TOO_LARGE ? Outcome.TOO_LARGE : Outcome.UNAVAILABLE);
        return fault;
    }

    private static Content content(String text) {
        return Content.of(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The look-up that was late ends some time; the next scan has a new one. */
    private static void awaitScan(ClamAvScanner scanner) throws IOException {
        ScanResult result;
        do {
            result = scanner.scan(content("x"));
        } while (!result.equals(ScanResult.clean()));
    }

    private static void awaitServed(StandInClamd clamd, int count) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (clamd.served() < count && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        await(latch, 20_000);
    }

    private static void await(CountDownLatch latch, long millis) {
        try {
            latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
