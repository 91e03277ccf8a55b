package dev.gatehouse.ratelimit.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A real redis-server, without persistence, that a test may kill, restart, freeze and thaw. */
public final class RedisServerProcess implements AutoCloseable {

    private static final Path BINARY = unpack();

    private final int port;
    private final String[] options;
    private Path directory;
    private Path configuration;
    private Process process;

    private RedisServerProcess(int port, String... options) {
        this.port = port;
        this.options = options;
    }

    public static RedisServerProcess start(String... options) {
        return notStarted(options).startAgain();
    }

    public static RedisServerProcess notStarted(String... options) {
        return new RedisServerProcess(freePort(), options);
    }

    /** A Sentinel of its own opinion: one voice is enough for it to name a new master. */
    static RedisServerProcess startSentinel(String name, int master, String... directives) {
        RedisServerProcess sentinel = new RedisServerProcess(freePort(), "--sentinel");
        try {
            sentinel.directory = Files.createTempDirectory("sentinel");
            Path file = sentinel.directory.resolve("sentinel.conf");
            Files.writeString(file, """
                    sentinel monitor %1$s 127.0.0.1 %2$d 1
                    sentinel down-after-milliseconds %1$s 500
                    sentinel failover-timeout %1$s 5000
                    """.formatted(name, master) + String.join("\n", directives) + "\n");
            sentinel.configuration = file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sentinel.startAgain();
    }

    static int freePort() {
        while (true) {
            try (ServerSocket socket = new ServerSocket(0)) {
                // A node of a cluster listens on its port plus 10000 too.
                if (socket.getLocalPort() < 55_000) {
                    return socket.getLocalPort();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Path unpack() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String arch = switch (System.getProperty("os.arch")) {
            case "aarch64", "arm64" -> "arm64";
            case "x86", "i386" -> "386";
            default -> "amd64";
        };
        String name = "redis-server-7.0.15-" + os + "-" + arch;
        try (InputStream binary = RedisServerProcess.class.getClassLoader().getResourceAsStream(name)) {
            Path file = Files.createTempFile("redis-server", "");
            file.toFile().deleteOnExit();
            Files.copy(binary, file, StandardCopyOption.REPLACE_EXISTING);
            if (!file.toFile().setExecutable(true)) {
                throw new IllegalStateException(file + " cannot be made executable.");
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RedisServerProcess startAgain() {
        try {
            if (directory == null) {
                directory = Files.createTempDirectory("redis");
            }
            List<String> command = new ArrayList<>(List.of(BINARY.toString()));
            if (configuration != null) {
                command.add(configuration.toString());
            } else {
                // A replica waits 5 seconds for others otherwise, to share what the master sends.
                command.addAll(List.of("--repl-diskless-sync-delay", "0"));
            }
            command.addAll(List.of("--port", Integer.toString(port), "--save", "", "--appendonly", "no"));
            command.addAll(List.of("--bind", "127.0.0.1", "--dir", directory.toString(), "--protected-mode", "no"));
            command.addAll(List.of(options));
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            awaitListening();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitListening() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < deadline && process.isAlive()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
                return;
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
        throw new IllegalStateException("redis-server does not listen on " + port);
    }

    public int port() {
        return port;
    }

    public String uri() {
        return "redis://127.0.0.1:" + port;
    }

    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (process == null) {
            return;
        }
        kill();
        try (var files = Files.walk(directory)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
