package dev.gatehouse.autoconfigure.upload;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** What listens where clamd should: speaks its protocol, and can fall silent or hang up in the middle. */
final class ScannerProcess implements AutoCloseable {

    enum Mood {
        WORKING,
        SILENT,
        HANGING_UP
    }

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Mood mood = Mood.WORKING;

    ScannerProcess() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void is(Mood newMood) {
        mood = newMood;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            }
        } catch (IOException | RejectedExecutionException e) {
            // It was closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            StringBuilder command = new StringBuilder();
            for (int c = in.readByte(); c != 0; c = in.readByte()) {
                command.append((char) c);
            }
            if (mood == Mood.SILENT) {
                in.readAllBytes();
            } else if (mood == Mood.WORKING) {
                out.write((command.toString().equals("zPING") ? "PONG\0" : scan(in)).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // The client hung up, which is its right.
        }
    }

    private static String scan(DataInputStream in) throws IOException {
        StringBuilder content = new StringBuilder();
        for (int length = in.readInt(); length != 0; length = in.readInt()) {
            content.append(new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
        }
        return content.indexOf("VIRUS") >= 0 ? "stream: Test.Virus FOUND\0" : "stream: OK\0";
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
