package dev.gatehouse.autoconfigure.testing;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Answers each request with 200 and keeps it, as a collector of traces or error reports that a service sends to. */
public final class RecordingServer implements AutoCloseable {

    /** What came in; the body unpacked, each byte as one character. */
    public record Recorded(String target, Headers headers, String body) {}

    private final HttpServer server;
    private final List<Recorded> requests = new CopyOnWriteArrayList<>();

    public RecordingServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::record);
        server.start();
    }

    private void record(HttpExchange exchange) throws IOException {
        boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (InputStream raw = exchange.getRequestBody();
                InputStream in = packed ? new GZIPInputStream(raw) : raw) {
            String body = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            add(new Recorded(exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body));
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    public List<Recorded> requests() {
        return requests;
    }

    /** What came in with all of these texts in its body; waits for it, since such things are sent in the background. */
    public synchronized String awaitBody(String... texts) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            for (Recorded request : requests) {
                if (Stream.of(texts).allMatch(request.body()::contains)) {
                    return request.body();
                }
            }
            long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (millis <= 0) {
                throw new AssertionError("None of " + requests.size() + " requests has all of " + List.of(texts));
            }
            try {
                wait(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private synchronized void add(Recorded request) {
        requests.add(request);
        notifyAll();
    }

    /** Everything, heads and bodies. */
    public String all() {
        return requests.stream()
                .map(request -> request.target() + request.headers().entrySet() + request.body())
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
