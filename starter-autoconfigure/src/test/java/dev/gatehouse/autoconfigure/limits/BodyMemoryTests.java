package dev.gatehouse.autoconfigure.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.autoconfigure.testing.RunningService;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Nothing of a body is kept, however many come at once and however large they are. In the profile "proof" 200 clients
 * send 1 GB each; the size can be set with {@code -Ddev.gatehouse.proof.bytes}.
 */
@Tag("alone")
class BodyMemoryTests {

    private static final boolean PROOF = Boolean.getBoolean("dev.gatehouse.proof");
    private static final int CLIENTS = PROOF ? 200 : 20;
    private static final long BYTES = Long.getLong("dev.gatehouse.proof.bytes", PROOF ? 1L << 30 : 3L << 20);
    private static final byte[] CHUNK = chunk();

    /** Whoever has sent megabytes more by the time of the answer may lose it with the connection. */
    private static final int CUT_OFF = 0;

    /** Buffers of connections, streams and threads: what each client costs whatever it sends. */
    private static final long MEMORY_PER_CLIENT = 512 * 1024;

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(
                ReadingService.class,
                "gatehouse.request-limits.max-body-size=" + BYTES + "B",
                "gatehouse.request-limits.bodies[0].paths=/bytes",
                "gatehouse.request-limits.bodies[0].max-size=1MB",
                "gatehouse.request-limits.timeout=0",
                "gatehouse.rate-limit.enabled=false");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void readsManyLargeBodiesInTheMemoryOfEmptyOnes() throws Exception {
        sendAll(() -> send("/stream", 0));
        long before = usedMemory();
        long most = 0;
        List<Future<Integer>> answers = new ArrayList<>();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            for (int i = 0; i < CLIENTS; i++) {
                answers.add(clients.submit(() -> send("/stream", BYTES)));
            }
            for (Future<Integer> answer : answers) {
                for (boolean waiting = true; waiting; ) {
                    long began = System.nanoTime();
                    most = Math.max(most, usedMemory());
                    waiting = isRunning(answer, System.nanoTime() - began);
                }
                assertThat(answer.get()).isEqualTo(200);
            }
        } finally {
            clients.shutdownNow();
        }
        assertThat(most - before).isLessThan(CLIENTS * MEMORY_PER_CLIENT);
    }

    @Test
    void refusesThemAllAtOnce() throws Exception {
        List<Integer> statuses = sendAll(() -> send("/bytes", BYTES));
        if (PROOF) {
            assertThat(statuses).isSubsetOf(413, CUT_OFF).contains(413);
        } else {
            assertThat(statuses).containsOnly(413);
        }
    }

    private static List<Integer> sendAll(Callable<Integer> request) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : clients.invokeAll(Collections.nCopies(CLIENTS, request))) {
                statuses.add(answer.get());
            }
            return statuses;
        } finally {
            clients.shutdownNow();
        }
    }

    /** A collection stops everybody: most of the time has to be left to those who send. */
    private static boolean isRunning(Future<Integer> answer, long collectionNanos) throws Exception {
        try {
            answer.get(Math.max(200_000_000, 9 * collectionNanos), TimeUnit.NANOSECONDS);
            return false;
        } catch (TimeoutException e) {
            return true;
        }
    }

    /** A client that is told in the middle stops sending, as curl does. */
    private static int send(String path, long bytes) throws IOException {
        try (RawConnection connection = new RawConnection(service.port())) {
            connection.send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream"
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (long sent = 0; sent < bytes && !connection.hasAnswer(); sent += CHUNK.length - 9) {
                connection.send(CHUNK);
            }
            if (!connection.hasAnswer()) {
                connection.send("0\r\n\r\n");
            }
            return connection.answer().status();
        } catch (SocketException reset) {
            return CUT_OFF;
        }
    }

    private static byte[] chunk() {
        String data = "x".repeat(64 * 1024);
        return ("10000\r\n" + data + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What the collection left: what is made while this thread waits for its turn again does not count. */
    private static long usedMemory() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }
}
