package dev.gatehouse.upload.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.upload.ScanResult;
import dev.gatehouse.upload.ScanResult.Outcome;
import dev.gatehouse.upload.content.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same against clamd itself, where one is installed; {@link ClamAvScannerTests} holds everywhere. */
@Timeout(120)
class ClamAvScannerWithClamdTests {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int STREAM_MAX_LENGTH = 1 << 20;

    private static RealClamd clamd;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(RealClamd.installed().isPresent(), "clamd is not installed");
        clamd = RealClamd.start(STREAM_MAX_LENGTH);
    }

    @AfterAll
    static void stop() {
        if (clamd != null) {
            clamd.close();
        }
    }

    @Test
    void scansOverTcpAndOverTheSocket() throws Exception {
        for (ClamAvSettings settings : List.of(clamd.byTcp(TIMEOUT), clamd.bySocket(TIMEOUT))) {
            ClamAvScanner scanner = new ClamAvScanner(settings);
            assertThat(scanner.ping(TIMEOUT)).isNull();
            assertThat(scanner.scan(content("harmless"))).isEqualTo(ScanResult.clean());
            assertThat(scanner.scan(content(""))).isEqualTo(ScanResult.clean());
            assertThat(scanner.scan(content(StandInClamd.EICAR)))
                    .isEqualTo(ScanResult.infected("Eicar.Test.UNOFFICIAL"));
        }
    }

    @Test
    void findsWhatIsPacked() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            zip.write(StandInClamd.EICAR.getBytes(StandardCharsets.US_ASCII));
        }
        ClamAvScanner scanner = new ClamAvScanner(clamd.byTcp(TIMEOUT));
        assertThat(scanner.scan(Content.of(bytes.toByteArray())))
                .isEqualTo(ScanResult.infected("Eicar.Test.UNOFFICIAL"));
    }

    @Test
    void readsThatTheFileIsTooLarge() throws Exception {
        for (ClamAvSettings settings : List.of(clamd.byTcp(TIMEOUT), clamd.bySocket(TIMEOUT))) {
            ClamAvScanner scanner = new ClamAvScanner(settings);
            assertThat(fault(scanner.scan(content("x".repeat(STREAM_MAX_LENGTH + 1)))))
                    .isEqualTo(ScannerFault.TOO_LARGE);
            assertThat(fault(scanner.scan(content("x".repeat(20 * STREAM_MAX_LENGTH)))))
                    .isIn(ScannerFault.TOO_LARGE, ScannerFault.CONNECTION_LOST);
        }
    }

    @Test
    void reportsAClamdThatLostPatienceWithTheFile() throws Exception {
        InputStream slow = new InputStream() {
            private int left = 40_000;

            @Override
            public int read() throws IOException {
                if (left == 1) {
                    pause();
                }
                return left-- > 0 ? 'x' : -1;
            }
        };
        assertThat(fault(new ClamAvScanner(clamd.byTcp(TIMEOUT)).scan(Content.of(1, () -> slow))))
                .isIn(ScannerFault.TIMED_OUT, ScannerFault.CONNECTION_LOST);
    }

    @Test
    void scansManyFilesAtOnce() throws Exception {
        ClamAvScanner scanner = new ClamAvScanner(clamd.byTcp(TIMEOUT));
        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Future<ScanResult>> results = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String text = i % 2 == 0 ? "harmless" : StandInClamd.EICAR;
            results.add(threads.submit(() -> scanner.scan(content(text))));
        }
        for (int i = 0; i < results.size(); i++) {
            assertThat(results.get(i).get().equals(ScanResult.clean())).isEqualTo(i % 2 == 0);
        }
        threads.shutdown();
    }

    @Test
    void reportsAClamdThatIsKilledInTheMiddleAndComesBack() throws Exception {
        ClamAvScanner scanner;
        try (RealClamd victim = RealClamd.start(STREAM_MAX_LENGTH)) {
            scanner = new ClamAvScanner(victim.byTcp(TIMEOUT));
            assertThat(scanner.scan(content("x"))).isEqualTo(ScanResult.clean());
            InputStream deadly = new InputStream() {
                private int left = 200_000;

                @Override
                public int read() throws IOException {
                    if (left == 100_000) {
                        kill(victim);
                    }
                    return left-- > 0 ? 'x' : -1;
                }
            };
            assertThat(fault(scanner.scan(Content.of(1, () -> deadly)))).isEqualTo(ScannerFault.CONNECTION_LOST);
            assertThat(fault(scanner.scan(content("x")))).isEqualTo(ScannerFault.UNREACHABLE);
            assertThat(scanner.ping(TIMEOUT)).isEqualTo(ScannerFault.UNREACHABLE);
        }
    }

    private static void kill(RealClamd victim) {
        try {
            victim.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Longer than the ReadTimeout of clamd. */
    private static void pause() {
        try {
            Thread.sleep(3500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
}
