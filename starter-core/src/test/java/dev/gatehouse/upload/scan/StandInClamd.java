package dev.gatehouse.upload.scan;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Speaks the protocol of clamd as clamd 1.4 does: zero-terminated commands and answers, one command per connection, a
 * limit on the stream that is answered before the connection is closed, a time-out that is answered with a line feed. It
 * finds one signature, the EICAR test string.
 */
final class StandInClamd implements AutoCloseable {

    /** What becomes of a connection. */
    @FunctionalInterface
    interface Behaviour {
        void serve(DataInputStream in, OutputStream out, Socket socket) throws IOException;
    }

    /** In two halves, so that no virus scanner takes this file for what it looks for. */
    static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}" + "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();
    private final AtomicInteger served = new AtomicInteger();
    private volatile Behaviour behaviour;

    StandInClamd(Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        this.server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** As clamd does, with this {@code StreamMaxLength} and {@code ReadTimeout}. */
    static StandInClamd start(long streamMaxLength, int readTimeoutMillis) throws IOException {
        return new StandInClamd(proper(streamMaxLength, readTimeoutMillis));
    }

    static Behaviour proper(long streamMaxLength, int readTimeoutMillis) {
        return (in, out, socket) -> {
            socket.setSoTimeout(readTimeoutMillis);
            try {
                String command = command(in);
                switch (command) {
                    case "PING" -> answer(out, "PONG\0");
                    case "INSTREAM" -> instream(in, out, streamMaxLength);
                    default -> answer(out, "UNKNOWN COMMAND\0");
                }
            } catch (SocketTimeoutException e) {
                answer(out, "COMMAND READ TIMED OUT\n");
            }
        };
    }

    private static void instream(DataInputStream in, OutputStream out, long max) throws IOException {
        StringBuilder content = new StringBuilder();
        long total = 0;
        for (int length = in.readInt(); length != 0; length = in.readInt()) {
            total += length;
            if (length < 0 || total > max) {
                answer(out, "INSTREAM size limit exceeded. ERROR\0");
                return;
            }
            content.append(new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
        }
        answer(out, content.indexOf(EICAR) >= 0 ? "stream: Eicar.Test.UNOFFICIAL FOUND\0" : "stream: OK\0");
    }

    /** Reads the command, which starts with z and ends with a zero. */
    static String command(DataInputStream in) throws IOException {
        StringBuilder command = new StringBuilder();
        for (int c = in.readByte(); c != 0; c = in.readByte()) {
            command.append((char) c);
        }
        return command.charAt(0) == 'z' ? command.substring(1) : "";
    }

    /** Reads all of an INSTREAM command. */
    static void swallow(DataInputStream in) throws IOException {
        command(in);
        for (int length = in.readInt(); length != 0; length = in.readInt()) {
            in.readNBytes(length);
        }
    }

    static void answer(OutputStream out, String answer) throws IOException {
        out.write(answer.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    void behave(Behaviour newBehaviour) {
        behaviour = newBehaviour;
    }

    int port() {
        return server.getLocalPort();
    }

    int open() {
        return open.get();
    }

    int mostOpen() {
        return mostOpen.get();
    }

    int served() {
        return served.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
                threads.execute(() -> serve(socket));
            } catch (IOException | RejectedExecutionException e) {
                // It was closed.
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            behaviour.serve(new DataInputStream(socket.getInputStream()), socket.getOutputStream(), socket);
        } catch (IOException e) {
            // The client hung up, which is its right.
        } finally {
            served.incrementAndGet();
            open.decrementAndGet();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
