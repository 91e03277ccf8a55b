package dev.gatehouse.upload.scan;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * One connection to clamd for one command. Every step has its time: when that is over the channel is closed under it, the
 * one way that ends a write as well, by TCP as by Unix domain socket, without polling and on a virtual thread.
 */
final class ClamdConnection implements AutoCloseable {

    /** Longer than any answer: names of signatures are a few dozen characters. */
    private static final int MAX_REPLY = 4096;

    private final SocketChannel channel;
    private final ScheduledExecutorService timer;
    private final Duration silence;
    private final long deadline;
    private volatile boolean late;

    private ClamdConnection(SocketChannel channel, ScheduledExecutorService timer, Duration silence, long deadline) {
        this.channel = channel;
        this.timer = timer;
        this.silence = silence;
        this.deadline = deadline;
    }

    /**
     * Connects.
     *
     * @param deadline when everything has to be over, by {@link System#nanoTime}
     */
    static ClamdConnection open(
            ClamAvSettings settings, HostLookup lookup, ScheduledExecutorService timer, long deadline)
            throws IOException {
        long start = System.nanoTime();
        Path socket = settings.socket();
        SocketAddress address =
                socket == null ? tcp(settings, lookup, deadline - start) : UnixDomainSocketAddress.of(socket);
        SocketChannel channel = socket == null ? SocketChannel.open() : SocketChannel.open(StandardProtocolFamily.UNIX);
        ClamdConnection connection = new ClamdConnection(channel, timer, settings.readTimeout(), deadline);
        try {
            if (socket == null) {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            }
            Duration left = settings.connectTimeout().minusNanos(System.nanoTime() - start);
            connection.within(left, () -> channel.connect(address));
            return connection;
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** The name is a part of connecting. */
    private static InetSocketAddress tcp(ClamAvSettings settings, HostLookup lookup, long nanosLeft)
            throws IOException {
        long nanos = Math.min(settings.connectTimeout().toNanos(), nanosLeft);
        return new InetSocketAddress(lookup.within(nanos), settings.port());
    }

    /** Sends all that is in the buffer. */
    void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            within(silence, () -> channel.write(bytes));
        }
    }

    /**
     * Reads the one answer.
     *
     * @return the answer without its terminator, which is a zero, or a line feed in some failures
     * @throws EOFException if the connection ends before the terminator
     * @throws ProtocolException if there is more than one answer, or one without end
     */
    String readReply() throws IOException {
        ByteBuffer reply = ByteBuffer.allocate(MAX_REPLY);
        while (reply.hasRemaining()) {
            if (within(silence, () -> channel.read(reply)) < 0) {
                throw new EOFException("clamd hung up in the middle of its answer.");
            }
            int end = terminator(reply);
            if (end >= 0) {
                if (end + 1 < reply.position()) {
                    throw new ProtocolException("clamd went on after its answer.");
                }
                return new String(reply.array(), 0, end, StandardCharsets.UTF_8);
            }
        }
        throw new ProtocolException("The answer of clamd has no end.");
    }

    private static int terminator(ByteBuffer reply) {
        for (int i = 0; i < reply.position(); i++) {
            if (reply.get(i) == 0 || reply.get(i) == '\n') {
                return i;
            }
        }
        return -1;
    }

    private <T> T within(Duration limit, Step<T> step) throws IOException {
        long nanos = Math.min(limit.toNanos(), deadline - System.nanoTime());
        if (nanos <= 0) {
            throw new SocketTimeoutException("The time for the scan is over.");
        }
        ScheduledFuture<?> alarm = timer.schedule(this::giveUp, nanos, TimeUnit.NANOSECONDS);
        try {
            return step.run();
        } catch (IOException e) {
            if (late) {
                throw (IOException) new SocketTimeoutException("clamd did not answer in time.").initCause(e);
            }
            throw e;
        } finally {
            alarm.cancel(false);
        }
    }

    private void giveUp() {
        late = true;
        close();
    }

    /** Nothing is left to say, so that a failure to close the channel changes nothing. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            ClamAvScanner.log.debug("The connection to clamd was not closed properly.", e);
        }
    }

    /** Something that waits for the other side. */
    @FunctionalInterface
    private interface Step<T> {
        T run() throws IOException;
    }
}
