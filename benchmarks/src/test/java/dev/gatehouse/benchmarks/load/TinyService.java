package dev.gatehouse.benchmarks.load;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands for the sample: starts in a moment, and writes its process id into its directory. */
final class TinyService {

    private TinyService() {}

    public static void main(String[] arguments) throws IOException {
        if (Arrays.asList(arguments).contains("--fail")) {
            System.out.println("There is no database.");
            System.exit(3);
        }
        for (String argument : arguments) {
            if (argument.startsWith("--redis.uri=")) {
                System.out.println("Redis answers " + ping(URI.create(argument.substring("--redis.uri=".length()))));
            }
        }
        int status = Arrays.asList(arguments).contains("--refuse") ? 429 : 200;
        Files.writeString(Path.of("pid"), Long.toString(ProcessHandle.current().pid()));
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port(arguments)), 0);
        server.createContext("/api/v1/hello", exchange -> {
            exchange.sendResponseHeaders(status, 1);
            exchange.getResponseBody().write('x');
            exchange.close();
        });
        String token = Arrays.asList(arguments).contains("--other-token") ? "other" : "tiny";
        server.createContext("/actuator/info", exchange -> {
            String given = exchange.getRequestHeaders().getFirst("Authorization");
            boolean open = Arrays.asList(arguments).stream().anyMatch(argument -> argument.contains("public-paths"));
            exchange.sendResponseHeaders(open || ("Bearer " + token).equals(given) ? 200 : 401, -1);
            exchange.close();
        });
        // Every fourth log-in comes at a bad moment.
        boolean hurried = Arrays.asList(arguments).contains("--no-retry-after");
        AtomicInteger logins = new AtomicInteger();
        server.createContext("/api/v1/auth/login", exchange -> {
            boolean busy = logins.incrementAndGet() % 4 == 0;
            if (busy && !hurried) {
                exchange.getResponseHeaders().set("Retry-After", "2");
            }
            byte[] body = "{\"access_token\":\"tiny\"}".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(busy ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    private static String ping(URI redis) throws IOException {
        try (Socket socket = new Socket(redis.getHost(), redis.getPort())) {
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
        }
    }

    private static int port(String[] arguments) {
        String start = "--server.port=";
        return Arrays.stream(arguments)
                .filter(argument -> argument.startsWith(start))
                .mapToInt(argument -> Integer.parseInt(argument.substring(start.length())))
                .findFirst()
                .orElseThrow();
    }
}
