package dev.gatehouse.upload.scan;

import dev.gatehouse.upload.MalwareScanner;
import dev.gatehouse.upload.ScanResult;
import dev.gatehouse.upload.content.Content;
import dev.gatehouse.web.LogText;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
 * waits. Its threads, one that looks up the name and one for the time, end by themselves when they have
 * nothing to do.
 */
public final class ClamAvScanner implements MalwareScanner {

    static final Logger log = LoggerFactory.getLogger(ClamAvScanner.class);

    private static final int LENGTH = 4;
    private static final int CHUNK = 32 * 1024;
    private static final int LOGGED_REPLY = 200;

    private final ClamAvSettings settings;
    private final HostLookup lookup;
    private final Semaphore turns;
    private final ScheduledThreadPoolExecutor timer;
    private final AtomicReference<@Nullable ScannerFault> state = new AtomicReference<>();

    /**
     * Creates the scanner; connects to nothing yet.
     *
     * @param settings where clamd is and how long it may take
     */
    public ClamAvScanner(ClamAvSettings settings) {
        this(settings, InetAddress::getByName);
    }

    ClamAvScanner(ClamAvSettings settings, HostLookup.Resolver resolver) {
        this.settings = settings;
        this.lookup = new HostLookup(settings.host(), resolver);
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
    public ScanResult scan(Content content) throws IOException {
        if (content.size() > settings.maxSize()) {
            return ScanResult.tooLarge(ScannerFault.TOO_LARGE.code());
        }
        long deadline = System.nanoTime() + settings.totalTimeout().toNanos();
        ScannerFault noTurn = awaitTurn();
        if (noTurn != null) {
            return ScanResult.unavailable(noTurn.code());
        }
        ClamdReply reply;
        try (InputStream bytes = content.open()) {
            reply = stream(bytes, deadline);
        } finally {
            turns.release();
        }
        note(reply.fault());
        if (reply.signature() != null) {
            log.warn("ClamAV found {} in an upload.", LogText.safe(reply.signature(), LOGGED_REPLY));
        }
        return reply.toResult();
    }

    /**
     * Asks whether clamd is there and works.
     *
     * @param limit how long it may take to connect and to answer, together; more than zero
     * @return why it does not, or null if it does
     */
    public @Nullable ScannerFault ping(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        ScannerFault failure;
        try (ClamdConnection connection = ClamdConnection.open(settings, lookup, timer, deadline)) {
            failure = ping(connection);
        } catch (IOException e) {
            failure = failure(e, ScannerFault.UNREACHABLE);
        }
        note(failure);
        return failure;
    }

    private static @Nullable ScannerFault ping(ClamdConnection connection) {
        try {
            connection.send(command("zPING"));
            return connection.readReply().equals("PONG") ? null : ScannerFault.UNEXPECTED_REPLY;
        } catch (IOException e) {
            return failure(e, ScannerFault.CONNECTION_LOST);
        }
    }

    private @Nullable ScannerFault awaitTurn() {
        try {
            boolean turn = turns.tryAcquire(settings.totalTimeout().toNanos(), TimeUnit.NANOSECONDS);
            return turn ? null : ScannerFault.BUSY;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ScannerFault.INTERRUPTED;
        }
    }

    private ClamdReply stream(InputStream content, long deadline) throws IOException {
        ClamdConnection connection;
        try {
            connection = ClamdConnection.open(settings, lookup, timer, deadline);
        } catch (IOException e) {
            return ClamdReply.fault(failure(e, ScannerFault.UNREACHABLE));
        }
        try (connection) {
            return stream(content, connection);
        }
    }

    /** A failure to read the content is the caller's; one of the connection is a result. */
    private ClamdReply stream(InputStream content, ClamdConnection connection) throws IOException {
        IOException failure = send(connection, command("zINSTREAM"));
        byte[] chunk = new byte[LENGTH + CHUNK];
        long sent = 0;
        while (failure == null) {
            int length = content.readNBytes(chunk, LENGTH, CHUNK);
            sent += length;
            if (sent > settings.maxSize()) {
                return ClamdReply.fault(ScannerFault.TOO_LARGE);
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
    private static ClamdReply reply(ClamdConnection connection, @Nullable IOException sending) {
        if (sending instanceof SocketTimeoutException || sending instanceof ClosedByInterruptException) {
            return ClamdReply.fault(failure(sending, ScannerFault.CONNECTION_LOST));
        }
        try {
            String reply = connection.readReply();
            ClamdReply result = ClamdReply.toInstream(reply, sending == null);
            if (result.fault() == ScannerFault.UNEXPECTED_REPLY) {
                log.warn("clamd answered: {}", LogText.safe(reply, LOGGED_REPLY));
            }
            return result;
        } catch (IOException e) {
            return ClamdReply.fault(failure(e, ScannerFault.CONNECTION_LOST));
        }
    }

    private static ScannerFault failure(IOException e, ScannerFault otherwise) {
        if (e instanceof SocketTimeoutException) {
            return ScannerFault.TIMED_OUT;
        }
        if (e instanceof ClosedByInterruptException) {
            return ScannerFault.INTERRUPTED;
        }
        return e instanceof ProtocolException ? ScannerFault.UNEXPECTED_REPLY : otherwise;
    }

    /** What concerns one request or one file says nothing about the scanner. */
    private void note(@Nullable ScannerFault failure) {
        if (failure == ScannerFault.TOO_LARGE || failure == ScannerFault.INTERRUPTED) {
            return;
        }
        ScannerFault before = state.getAndSet(failure);
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
