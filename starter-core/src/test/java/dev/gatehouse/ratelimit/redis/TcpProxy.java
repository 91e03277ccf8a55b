package dev.gatehouse.ratelimit.redis;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** A network between client and server that can be made slow. */
final class TcpProxy implements AutoCloseable {

    private final ServerSocket listener;
    private volatile int target;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private volatile long delayNanos;
    private volatile int forgotten;
    private volatile int accepted;

    TcpProxy(int target) {
        try {
            this.listener = new ServerSocket(0);
            this.target = target;
            daemon(this::accept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String uri() {
        return "redis://127.0.0.1:" + listener.getLocalPort();
    }

    void delay(long millis) {
        delayNanos = millis * 1_000_000;
    }

    /** Leads new connections to another server; those that are open stay where they are. */
    void moveTo(int port) {
        target = port;
    }

    /** Swallows from now on what is sent over the connections of today, and tells nobody. */
    void forgetConnections() {
        forgotten = accepted;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket("127.0.0.1", target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                open.add(client);
                open.add(server);
                int number = accepted + 1;
                accepted = number;
                daemon(() -> pump(client, server, number, false));
                daemon(() -> pump(server, client, number, true));
            }
        } catch (IOException e) {
            close();
        }
    }

    private void pump(Socket from, Socket to, int number, boolean delayed) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] buffer = new byte[8192];
            int read;
            while ((read = in.read(buffer)) >= 0) {
                if (delayed && delayNanos > 0) {
                    LockSupport.parkNanos(delayNanos);
                }
                if (number > forgotten) {
                    out.write(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            open.remove(from);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "tcp-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Closeable socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
