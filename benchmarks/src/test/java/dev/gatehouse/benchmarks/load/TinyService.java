package dev.gatehouse.benchmarks.load;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Stands for the sample: starts in a moment, and writes its process id into its directory. */
final class TinyService {

    private TinyService() {}

    static void packInto(Path file) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, TinyService.class.getName());
        String name = TinyService.class.getName().replace('.', '/') + ".class";
        try (OutputStream bytes = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(bytes, manifest);
                InputStream code = TinyService.class.getClassLoader().getResourceAsStream(name)) {
            jar.putNextEntry(new JarEntry(name));
            code.transferTo(jar);
            jar.closeEntry();
        }
    }

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
