package dev.gatehouse.autoconfigure.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.THROWABLE;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
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
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("any-boot")
class LineBatchTests {

    private static final Duration NEVER = Duration.ofDays(1);
    private static final String BROKEN = "broken";

    private final Calls console = new Calls();
    private LineBatch batch = new LineBatch(console, LineBatchTests::line, NEVER, e -> {});

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
        batch = new LineBatch(console, LineBatchTests::line, Duration.ofMillis(1), e -> {});
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
    void makesTheLineOfAnEventWhenItIsWrittenAndInItsPlace() throws IOException {
        write("a\n");
        batch.write(event("b"));
        batch.write(event("c"));
        write("d\n");
        batch.write(event("e"));
        assertThat(console.calls).isEmpty();
        batch.flush();
        assertThat(console.calls).containsExactly("a\nb\nc\nd\ne\n");
    }

    @Test
    void writesAnEventWhenTheDelayIsOver() throws Exception {
        batch = new LineBatch(console, LineBatchTests::line, Duration.ofMillis(1), e -> {});
        batch.write(event("a"));
        assertThat(console.calls.poll(10, TimeUnit.SECONDS)).isEqualTo("a\n");
        batch.write(event("b"));
        assertThat(console.calls.poll(10, TimeUnit.SECONDS)).isEqualTo("b\n");
    }

    @Test
    void manyEventsAreWrittenBeforeTheDelayIsOver() throws Exception {
        for (int i = 0; i < HeldEvents.CAPACITY / 2; i++) {
            batch.write(event("x"));
        }
        assertThat(console.calls.poll(10, TimeUnit.SECONDS)).startsWith("x\nx\n");
    }

    @Test
    void anEventIsWrittenAtOnceWhenNothingIsHeldBackAnyMore() throws IOException {
        batch.write(event("a"));
        batch.close();
        batch.write(event("b"));
        assertThat(console.text()).isEqualTo("a\nb\n");
    }

    @Test
    void anEncoderThatLogsItselfNeitherEndsNorRepeatsTheLines() throws IOException {
        List<String> made = new ArrayList<>();
        batch = new LineBatch(
                console,
                event -> {
                    made.add(event.getMessage());
                    write("made " + event.getMessage() + "\n");
                    return line(event);
                },
                NEVER,
                e -> {});
        batch.write(event("a"));
        batch.write(event("b"));
        batch.flush();
        assertThat(made).containsExactly("a", "b");
        assertThat(console.text()).isEqualTo("made a\na\nmade b\nb\n");
    }

    @Test
    void keepsTheOrderOfEachThreadsEventsAndLosesNone() throws Exception {
        batch = new LineBatch(console, LineBatchTests::line, Duration.ofMillis(1), e -> {});
        int count = 5000;
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int id = t;
            Thread thread = new Thread(() -> IntStream.range(0, count).forEach(i -> {
                if (i % 7 == 0) {
                    write(id + " " + i + "\n");
                } else {
                    hold(id + " " + i);
                }
            }));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        batch.close();
        List<String> lines = console.text().lines().toList();
        assertThat(lines).hasSize(4 * count);
        for (int t = 0; t < 4; t++) {
            String prefix = t + " ";
            assertThat(lines.stream().filter(line -> line.startsWith(prefix)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, count).mapToObj(i -> prefix + i).toList());
        }
    }

    @Test
    void aLineThatCannotBeWrittenDoesNotTakeTheOthersWithIt() throws IOException {
        List<Throwable> failures = new ArrayList<>();
        batch = new LineBatch(console, LineBatchTests::line, NEVER, failures::add);
        String large = "x".repeat(LineBatch.CAPACITY);
        batch.write(event(large));
        batch.write(event("b"));
        console.broken = true;
        write("c\n");
        assertThat(failures).singleElement(THROWABLE).hasMessage("broken");
        console.broken = false;
        batch.flush();
        assertThat(console.text()).isEqualTo("b\nc\n");
    }

    @Test
    void aLineThatFindsNoRoomIsKeptWhereThoseBeforeItCannotBeWritten() throws IOException {
        String half = "x".repeat(LineBatch.CAPACITY / 2);
        write(half);
        console.broken = true;
        assertThatThrownBy(() -> write(half + "\n")).hasRootCauseMessage("broken");
        console.broken = false;
        batch.flush();
        assertThat(console.text()).isEqualTo(half + "\n");
    }

    @Test
    void anEventThatFailsTakesNoOtherWithItAndDoesNotEndTheThread() throws Exception {
        BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
        batch = new LineBatch(console, LineBatchTests::lineUnlessBroken, Duration.ofMillis(1), failures::add);
        batch.write(event("a"));
        batch.write(event(BROKEN));
        batch.write(event("b"));
        assertThat(failures.poll(10, TimeUnit.SECONDS)).isInstanceOf(StackOverflowError.class);
        assertThat(nextLines(2)).isEqualTo("a\nb\n");
        batch.write(event("c"));
        assertThat(nextLines(1)).isEqualTo("c\n");
    }

    @Test
    void aTargetThatFailsInWhateverWayDoesNotEndTheThread() throws Exception {
        BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
        AtomicReference<@Nullable Error> failure = new AtomicReference<>(new OutOfMemoryError("one"));
        OutputStream target = new FilterOutputStream(console) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                Error now = failure.getAndSet(null);
                if (now != null) {
                    throw now;
                }
                out.write(bytes, offset, length);
            }
        };
        batch = new LineBatch(target, LineBatchTests::line, Duration.ofMillis(1), failures::add);
        write("a\n");
        assertThat(failures.poll(10, TimeUnit.SECONDS)).hasMessage("one");
        write("b\n");
        assertThat(nextLines(1)).isEqualTo("b\n");
    }

    @Test
    void whoCannotBeToldDoesNotEndTheThread() throws Exception {
        batch = new LineBatch(console, LineBatchTests::lineUnlessBroken, Duration.ofMillis(1), e -> {
            throw new OutOfMemoryError("two");
        });
        batch.write(event(BROKEN));
        batch.write(event("a"));
        assertThat(nextLines(1)).isEqualTo("a\n");
        batch.write(event("b"));
        assertThat(nextLines(1)).isEqualTo("b\n");
    }

    @Test
    void aLineBehindTheEndStartsNoThread() throws IOException {
        batch.close();
        hold("a");
        write("b");
        assertThat(batch.writer()).isNull();
    }

    @Test
    void withoutAThreadToBeHadEachLineIsWrittenAtOnce() throws IOException {
        List<Throwable> failures = new ArrayList<>();
        batch = new LineBatch(console, LineBatchTests::line, NEVER, failures::add, Unstartable::new);
        write("a\n");
        batch.write(event("b"));
        write("c\n");
        assertThat(console.calls).containsExactly("a\n", "b\n", "c\n");
        assertThat(failures).singleElement().isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void withoutLinesThereIsNoThread() {
        assertThat(batch.writer()).isNull();
    }

    @Test
    void keepsTheOrderOfEachThreadAndLosesNoLine() throws Exception {
        batch = new LineBatch(console, LineBatchTests::line, Duration.ofMillis(1), e -> {});
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
        BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
        batch = new LineBatch(console, LineBatchTests::line, Duration.ofMillis(1), failures::add);
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
        assertThat(output).isEqualTo("held\nnot yet made\n");
    }

    private static ILoggingEvent event(String message) {
        LoggingEvent event = new LoggingEvent();
        event.setMessage(message);
        return event;
    }

    private static byte[] line(ILoggingEvent event) {
        return (event.getMessage() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] lineUnlessBroken(ILoggingEvent event) {
        if (BROKEN.equals(event.getMessage())) {
            throw new StackOverflowError();
        }
        return line(event);
    }

    private String nextLines(int count) throws InterruptedException {
        StringBuilder lines = new StringBuilder();
        while (lines.chars().filter(c -> c == '\n').count() < count) {
            String call = console.calls.poll(10, TimeUnit.SECONDS);
            assertThat(call).as("what follows %s", lines).isNotNull();
            lines.append(call);
        }
        return lines.toString();
    }

    private void hold(String message) {
        try {
            batch.write(event(message));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
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
            LineBatch batch = new LineBatch(System.out, LineBatchTests::line, NEVER, e -> {});
            batch.write("held\n".getBytes(StandardCharsets.UTF_8));
            batch.write(event("not yet made"));
            System.exit(3);
        }
    }

    private static final class Unstartable extends Thread {

        private Unstartable(Runnable job) {
            super(job);
        }

        @Override
        public void start() {
            throw new OutOfMemoryError("unable to create native thread");
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
