package dev.gatehouse.benchmarks.load;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The service in a JVM of its own, in a directory of its own, on a free port of the loopback address. Its process ends
 * with {@link #close}, and with this JVM.
 */
final class Service implements Closeable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(180);
    private static final long POLL_MILLIS = 100;
    private static final int LINES_SHOWN = 30;

    private final String name;
    private final int port;
    private final Path log;
    private final Process process;
    private final Thread endWithThisJvm;

    private Service(String name, int port, Path log, Process process) {
        this.name = name;
        this.port = port;
        this.log = log;
        this.process = process;
        this.endWithThisJvm = new Thread(process::destroyForcibly, "end-" + name);
        Runtime.getRuntime().addShutdownHook(endWithThisJvm);
    }

    /**
     * Starts the service and waits until it answers.
     *
     * @param name what to call it; also its directory beside the jar
     * @param jar what to start
     * @param options how
     * @param arguments its command line
     * @return the service, ready
     * @throws IOException if it does not start
     * @throws InterruptedException if this thread is interrupted
     */
    static Service start(String name, Path jar, LoadOptions options, List<String> arguments)
            throws IOException, InterruptedException {
        return start(name, jar, options, options.path(), arguments);
    }

    /**
     * Starts the service and waits until it answers on a path of its own choice.
     *
     * @param name what to call it; also its directory beside the jar
     * @param jar what to start
     * @param options how
     * @param ready a path that answers with 200 without a log-in
     * @param arguments its command line
     * @return the service, ready
     * @throws IOException if it does not start
     * @throws InterruptedException if this thread is interrupted
     */
    static Service start(String name, Path jar, LoadOptions options, String ready, List<String> arguments)
            throws IOException, InterruptedException {
        Path directory = emptied(jar.resolveSibling("gatehouse-load").resolve(name));
        Path log = directory.resolve("output.log");
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms512m",
                "-Xmx512m",
                "-XX:+UseG1GC",
                "-jar",
                jar.toString(),
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                // By default Tomcat closes a connection after 100 requests: then connecting is measured, too.
                "--server.tomcat.max-keep-alive-requests=-1"));
        command.addAll(arguments);
        File output = options.discard() ? null : log.toFile();
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output == null ? Redirect.DISCARD : Redirect.to(output))
                .start();
        Service service = new Service(name, port, log, process);
        try {
            service.awaitAnswer(ready);
            return service;
        } catch (IOException | InterruptedException | RuntimeException e) {
            service.close();
            throw e;
        }
    }

    /** What an earlier run left may not fit any more, such as the schema of a database. */
    private static Path emptied(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectories(directory);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer(String path) throws IOException, InterruptedException {
        long end = System.nanoTime() + START_TIMEOUT.toNanos();
        IOException last = new IOException("It never listened.");
        while (System.nanoTime() - end < 0) {
            if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IOException(
                        "The service '" + name + "' ended at its start with " + process.exitValue() + ".\n" + tail());
            }
            try (KeptConnection connection = new KeptConnection(port, path)) {
                int status = connection.get();
                if (status != 200) {
                    throw new NotUsable("The service '" + name + "' answers " + path + " with " + status
                            + " instead of 200.\n" + tail());
                }
                return;
            } catch (NotUsable e) {
                throw e;
            } catch (IOException e) {
                last = e;
            }
        }
        throw new IOException(
                "The service '" + name + "' was not ready within " + START_TIMEOUT.toSeconds() + " s.\n" + tail(),
                last);
    }

    private String tail() throws IOException {
        if (!Files.exists(log)) {
            return "Its output was discarded; --output=file keeps it.";
        }
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    }

    int port() {
        return port;
    }

    /**
     * Tells how much processor time the process has used, its collector and compiler included.
     *
     * @return the time since its start
     * @throws IOException if the system does not tell
     */
    Duration cpu() throws IOException {
        Optional<Duration> cpu = process.info().totalCpuDuration();
        if (cpu.isEmpty()) {
            throw new IOException(
                    "The system does not tell the processor time of '" + name + "'. Has it ended?\n" + tail());
        }
        return cpu.get();
    }

    /**
     * Tells how much memory the process holds.
     *
     * @return its resident size in MB; -1 where the system does not tell (it does on Linux)
     * @throws IOException if the process has ended
     */
    long residentMegabytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(Path.of("/proc/self/status"))) {
            return -1;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        throw new IOException("The service '" + name + "' has ended.\n" + tail());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        if (!process.isAlive()) {
            removeHook();
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(endWithThisJvm);
        } catch (IllegalStateException e) {
            // The JVM is ending already and runs the hook itself: there is nothing left to end.
            return;
        }
    }

    private static final class NotUsable extends IOException {

        private static final long serialVersionUID = 1;

        NotUsable(String message) {
            super(message);
        }
    }
}
