package dev.gatehouse.benchmarks.redis;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import redis.embedded.RedisServer;

/** A real Redis on a free port of this machine, which keeps nothing on disk. Ends with {@link #close}. */
public final class LocalRedis implements Closeable {

    private final RedisServer server;
    private final int port;

    private LocalRedis(RedisServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts it.
     *
     * @return the server, ready
     * @throws IOException if it does not start
     */
    public static LocalRedis start() throws IOException {
        int port = freePort();
        RedisServer server = RedisServer.builder()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .build();
        server.start();
        return new LocalRedis(server, port);
    }

    /**
     * Gives its address.
     *
     * @return for example {@code redis://127.0.0.1:6379}
     */
    public String uri() {
        return "redis://127.0.0.1:" + port;
    }

    @Override
    public void close() throws IOException {
        server.stop();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
