package dev.gatehouse.benchmarks.load;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Stands for the sample: starts in a moment, and writes its process id into its directory. */
final class TinyService {

    private TinyService() {}

    public static void main(String[] arguments) throws IOException {
        if (Arrays.asList(arguments).contains("--fail")) {
            System.out.println("There is no database.");
            System.exit(3);
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
        server.start();
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
