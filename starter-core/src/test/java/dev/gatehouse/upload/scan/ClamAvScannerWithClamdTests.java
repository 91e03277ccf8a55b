package dev.gatehouse.upload.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
            assertThat(scanner.ping()).isNull();
            assertThat(scanner.scan(content("harmless")).isClean()).isTrue();
            assertThat(scanner.scan(content("")).isClean()).isTrue();
            assertThat(scanner.scan(content(StandInClamd.EICAR)).signature()).isEqualTo("Eicar.Test.UNOFFICIAL");
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
        assertThat(scanner.scan(new ByteArrayInputStream(bytes.toByteArray())).signature())
                .isEqualTo("Eicar.Test.UNOFFICIAL");
    }

    @Test
    void readsThatTheFileIsTooLarge() throws Exception {
        for (ClamAvSettings settings : List.of(clamd.byTcp(TIMEOUT), clamd.bySocket(TIMEOUT))) {
            ClamAvScanner scanner = new ClamAvScanner(settings);
            assertThat(scanner.scan(content("x".repeat(STREAM_MAX_LENGTH + 1))).failure())
                    .isEqualTo(ScanFailure.TOO_LARGE);
            assertThat(scanner.scan(content("x".repeat(20 * STREAM_MAX_LENGTH))).failure())
                    .isIn(ScanFailure.TOO_LARGE, ScanFailure.CONNECTION_LOST);
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
        assertThat(new ClamAvScanner(clamd.byTcp(TIMEOUT)).scan(slow).failure())
                .isIn(ScanFailure.TIMED_OUT, ScanFailure.CONNECTION_LOST);
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
            assertThat(results.get(i).get().isClean()).isEqualTo(i % 2 == 0);
        }
        threads.shutdown();
    }

    @Test
    void reportsAClamdThatIsKilledInTheMiddleAndComesBack() throws Exception {
        ClamAvScanner scanner;
        try (RealClamd victim = RealClamd.start(STREAM_MAX_LENGTH)) {
            scanner = new ClamAvScanner(victim.byTcp(TIMEOUT));
            assertThat(scanner.scan(content("x")).isClean()).isTrue();
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
            assertThat(scanner.scan(deadly).failure()).isEqualTo(ScanFailure.CONNECTION_LOST);
            assertThat(scanner.scan(content("x")).failure()).isEqualTo(ScanFailure.UNREACHABLE);
            assertThat(scanner.ping()).isEqualTo(ScanFailure.UNREACHABLE);
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

    private static InputStream content(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
