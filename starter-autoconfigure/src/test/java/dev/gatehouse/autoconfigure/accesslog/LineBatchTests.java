package dev.gatehouse.autoconfigure.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("any-boot")
class LineBatchTests {

    private static final Duration NEVER = Duration.ofDays(1);

    private final Calls console = new Calls();
    private LineBatch batch = new LineBatch(console, NEVER, e -> {});

    @AfterEach
    void close() {
        batch.close();
    }

    @Test
    void holdsLinesAndWritesThemWithOneCall() throws IOException {
        write("a\n");
        write("b\n");
        assertThat(console.calls).isEmpty();
        batch.flush();
        assertThat(console.calls).containsExactly("a\nb\n");
    }

    @Test
    void writesWhatItHoldsWhenTheDelayIsOver() throws Exception {
        batch = new LineBatch(console, Duration.ofMillis(1), e -> {});
        write("a\n");
        assertThat(console.calls.poll(10, TimeUnit.SECONDS)).isEqualTo("a\n");
        write("b\n");
        assertThat(console.calls.poll(10, TimeUnit.SECONDS)).isEqualTo("b\n");
    }

    @Test
    void aLineThatFindsNoRoomWaitsForTheWriteAndNoneIsLost() throws IOException {
        String line = "x".repeat(1023) + "\n";
        for (int i = 0; i < 65; i++) {
            write(line);
        }
        assertThat(console.calls).containsExactly(line.repeat(64));
        batch.flush();
        assertThat(console.text()).isEqualTo(line.repeat(65));
    }

    @Test
    void aLineLargerThanAllRoomComesBehindWhatWasHeld() throws IOException {
        String large = "x".repeat(LineBatch.CAPACITY) + "\n";
        write("a\n");
        write(large);
        assertThat(console.calls).containsExactly("a\n", large);
    }

    @Test
    void closingWritesWhatIsHeldEndsTheThreadAndHoldsNothingBackAnyMore() throws Exception {
        write("a\n");
        Thread writer = batch.writer();
        batch.close();
        assertThat(console.calls).containsExactly("a\n");
        assertThat(writer).isNotNull();
        writer.join(10_000);
        assertThat(writer.isAlive()).isFalse();
        write("b\n");
        assertThat(console.calls).containsExactly("a\n", "b\n");
    }

    @Test
    void withoutLinesThereIsNoThread() {
        assertThat(batch.writer()).isNull();
    }

    @Test
    void keepsTheOrderOfEachThreadAndLosesNoLine() throws Exception {
        batch = new LineBatch(console, Duration.ofMillis(1), e -> {});
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int id = t;
            Thread thread = new Thread(() -> IntStream.range(0, 5000).forEach(i -> write(id + " " + i + "\n")));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        batch.close();
        List<String> lines = console.text().lines().toList();
        for (int t = 0; t < 4; t++) {
            String prefix = t + " ";
            assertThat(lines.stream().filter(line -> line.startsWith(prefix)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 5000).mapToObj(i -> prefix + i).toList());
        }
    }

    @Test
    void tellsOfAFailureAndGoesOn() throws Exception {
        BlockingQueue<IOException> failures = new LinkedBlockingQueue<>();
        batch = new LineBatch(console, Duration.ofMillis(1), failures::add);
        console.broken = true;
        write("a\n");
        assertThat(failures.poll(10, TimeUnit.SECONDS)).hasMessage("broken");
        console.broken = false;
        write("b\n");
        batch.flush();
        assertThat(console.text()).endsWith("b\n");
    }

    @Test
    void theEndOfTheVirtualMachineWritesWhatIsHeld() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Ending.class.getName())
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(3);
        assertThat(output).isEqualTo("held\n");
    }

    private void write(String line) {
        try {
            batch.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes a line and ends. */
    static final class Ending {

        public static void main(String[] arguments) throws IOException {
            LineBatch batch = new LineBatch(System.out, NEVER, e -> {});
            batch.write("held\n".getBytes(StandardCharsets.UTF_8));
            System.exit(3);
        }
    }

    /** Each call as a text of its own. */
    private static final class Calls extends OutputStream {

        private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
        private final ByteArrayOutputStream all = new ByteArrayOutputStream();
        private volatile boolean broken;

        @Override
        public void write(int b) {
            throw new UnsupportedOperationException();
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
            if (broken) {
                throw new IOException("broken");
            }
            calls.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
            all.write(bytes, offset, length);
        }

        synchronized String text() {
            return all.toString(StandardCharsets.UTF_8);
        }
    }
}
