package dev.gatehouse.upload.scan;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A clamd of ClamAV, where one is installed, with one signature of our own: the EICAR test string. */
final class RealClamd implements AutoCloseable {

    private final Path directory;
    private final Process process;
    private final int port;

    private RealClamd(Path directory, Process process, int port) {
        this.directory = directory;
        this.process = process;
        this.port = port;
    }

    static Optional<Path> installed() {
        return Stream.concat(
                        Stream.of("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin"),
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)))
                .map(directory -> Path.of(directory, "clamd"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static RealClamd start(long streamMaxLength) throws IOException, InterruptedException {
        // A short path: that of a socket has at most 107 bytes.
        Path directory = Files.createTempDirectory("clamd");
        String hex = HexFormat.of().formatHex(StandInClamd.EICAR.getBytes(StandardCharsets.US_ASCII));
        Files.writeString(directory.resolve("test.ndb"), "Eicar.Test:0:0:" + hex + "\n");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path configuration = directory.resolve("clamd.conf");
        Files.write(
                configuration,
                List.of(
                        "DatabaseDirectory " + directory,
                        "TCPSocket " + port,
                        "TCPAddr 127.0.0.1",
                        "LocalSocket " + directory.resolve("clamd.sock"),
                        "StreamMaxLength " + streamMaxLength,
                        "ReadTimeout 2",
                        "MaxThreads 4",
                        "Foreground yes"));
        Process process = new ProcessBuilder(installed().orElseThrow().toString(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        RealClamd clamd = new RealClamd(directory, process, port);
        try {
            clamd.awaitStart();
            return clamd;
        } catch (IOException | InterruptedException e) {
            clamd.close();
            throw e;
        }
    }

    private void awaitStart() throws IOException, InterruptedException {
        ClamAvScanner scanner = new ClamAvScanner(byTcp(Duration.ofSeconds(5)));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (scanner.ping(Duration.ofSeconds(5)) != null) {
            if (System.nanoTime() > end || process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new IOException("clamd did not start: " + Files.readString(directory.resolve("log")));
            }
        }
    }

    ClamAvSettings byTcp(Duration timeout) {
        return new ClamAvSettings("127.0.0.1", port, null, timeout, timeout, timeout, 100 << 20, 4);
    }

    ClamAvSettings bySocket(Duration timeout) {
        Path socket = directory.resolve("clamd.sock");
        return new ClamAvSettings("unused", 1, socket, timeout, timeout, timeout, 100 << 20, 4);
    }

    /** Without a word, as the system does when memory runs out. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        try {
            kill();
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
