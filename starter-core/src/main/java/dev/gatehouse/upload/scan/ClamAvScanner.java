package dev.gatehouse.upload.scan;

import dev.gatehouse.web.LogText;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has files scanned by clamd, the daemon of ClamAV, over its INSTREAM command: clamd needs no access to the file, which
 * is sent in pieces and never held in memory. One connection per scan, so that scans do not wait for each other; no more
 * of them at once than allowed. A change between working and failing is logged once. Thread-safe; holds no lock while it
 * waits. Its one timer thread ends by itself when it has nothing to do.
 */
public final class ClamAvScanner implements VirusScanner {

    static final Logger log = LoggerFactory.getLogger(ClamAvScanner.class);

    private static final int LENGTH = 4;
    private static final int CHUNK = 32 * 1024;
    private static final int LOGGED_REPLY = 200;

    private final ClamAvSettings settings;
    private final Semaphore turns;
    private final ScheduledThreadPoolExecutor timer;
    private final AtomicReference<@Nullable ScanFailure> state = new AtomicReference<>();

    /**
     * Creates the scanner; connects to nothing yet.
     *
     * @param settings where clamd is and how long it may take
     */
    public ClamAvScanner(ClamAvSettings settings) {
        this.settings = settings;
        this.turns = new Semaphore(settings.maxConcurrent(), true);
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "gatehouse-clamav");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(10, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    @Override
    public ScanResult scan(InputStream content) throws IOException {
        long deadline = System.nanoTime() + settings.totalTimeout().toNanos();
        ScanFailure noTurn = awaitTurn();
        if (noTurn != null) {
            return ScanResult.unavailable(noTurn);
        }
        ScanResult result;
        try {
            result = stream(content, deadline);
        } finally {
            turns.release();
        }
        note(result.failure());
        return result;
    }

    /**
     * Asks whether clamd is there and works; takes no longer than the time to connect and the time to answer.
     *
     * @return why it does not, or null if it does
     */
    public @Nullable ScanFailure ping() {
        long deadline = System.nanoTime()
                + settings.connectTimeout().plus(settings.readTimeout()).toNanos();
        ScanFailure failure;
        try (ClamdConnection connection = ClamdConnection.open(settings, timer, deadline)) {
            failure = ping(connection);
        } catch (IOException e) {
            failure = failure(e, ScanFailure.UNREACHABLE);
        }
        note(failure);
        return failure;
    }

    private static @Nullable ScanFailure ping(ClamdConnection connection) {
        try {
            connection.send(command("zPING"));
            return connection.readReply().equals("PONG") ? null : ScanFailure.UNEXPECTED_REPLY;
        } catch (IOException e) {
            return failure(e, ScanFailure.CONNECTION_LOST);
        }
    }

    private @Nullable ScanFailure awaitTurn() {
        try {
            boolean turn = turns.tryAcquire(settings.totalTimeout().toNanos(), TimeUnit.NANOSECONDS);
            return turn ? null : ScanFailure.BUSY;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ScanFailure.INTERRUPTED;
        }
    }

    private ScanResult stream(InputStream content, long deadline) throws IOException {
        ClamdConnection connection;
        try {
            connection = ClamdConnection.open(settings, timer, deadline);
        } catch (IOException e) {
            return ScanResult.unavailable(failure(e, ScanFailure.UNREACHABLE));
        }
        try (connection) {
            return stream(content, connection);
        }
    }

    /** A failure to read the content is the caller's; one of the connection is a result. */
    private ScanResult stream(InputStream content, ClamdConnection connection) throws IOException {
        IOException failure = send(connection, command("zINSTREAM"));
        byte[] chunk = new byte[LENGTH + CHUNK];
        long sent = 0;
        while (failure == null) {
            int length = content.readNBytes(chunk, LENGTH, CHUNK);
            sent += length;
            if (sent > settings.maxSize()) {
                return ScanResult.unavailable(ScanFailure.TOO_LARGE);
            }
            // A piece of length zero ends the stream.
            failure =
                    send(connection, ByteBuffer.wrap(chunk, 0, LENGTH + length).putInt(0, length));
            if (length == 0) {
                break;
            }
        }
        return reply(connection, failure);
    }

    private static @Nullable IOException send(ClamdConnection connection, ByteBuffer bytes) {
        try {
            connection.send(bytes);
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    /** When clamd hangs up on what is sent, it has mostly said why. */
    private static ScanResult reply(ClamdConnection connection, @Nullable IOException sending) {
        if (sending instanceof SocketTimeoutException || sending instanceof ClosedByInterruptException) {
            return ScanResult.unavailable(failure(sending, ScanFailure.CONNECTION_LOST));
        }
        try {
            String reply = connection.readReply();
            ScanResult result = ClamdReply.toInstream(reply, sending == null);
            if (result.failure() == ScanFailure.UNEXPECTED_REPLY) {
                log.warn("clamd answered: {}", LogText.safe(reply, LOGGED_REPLY));
            }
            return result;
        } catch (IOException e) {
            return ScanResult.unavailable(failure(e, ScanFailure.CONNECTION_LOST));
        }
    }

    private static ScanFailure failure(IOException e, ScanFailure otherwise) {
        if (e instanceof SocketTimeoutException) {
            return ScanFailure.TIMED_OUT;
        }
        if (e instanceof ClosedByInterruptException) {
            return ScanFailure.INTERRUPTED;
        }
        return e instanceof ProtocolException ? ScanFailure.UNEXPECTED_REPLY : otherwise;
    }

    /** What concerns one request or one file says nothing about the scanner. */
    private void note(@Nullable ScanFailure failure) {
        if (failure == ScanFailure.TOO_LARGE || failure == ScanFailure.INTERRUPTED) {
            return;
        }
        ScanFailure before = state.getAndSet(failure);
        if (failure == null && before != null) {
            log.info("ClamAV scans again.");
        } else if (failure != null && before != failure) {
            log.warn("ClamAV does not scan: {}. Check that clamd runs and can be reached.", failure.code());
        }
    }

    private static ByteBuffer command(String command) {
        return ByteBuffer.wrap((command + '\0').getBytes(StandardCharsets.US_ASCII));
    }
}
