package dev.gatehouse.autoconfigure.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Two processes behind a client that asks in turn those that are ready, as a load balancer does. Each is stopped by
 * SIGTERM and started again, under load. The client sends POSTs, which nothing repeats behind its back.
 */
@Tag("any-boot")
class RollingRestartTests {

    private static final int CLIENTS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile boolean over;

    @TempDir
    private Path logs;

    @Test
    void losesNoRequest() throws Exception {
        boolean proof = Boolean.getBoolean("dev.gatehouse.proof");
        int restarts = proof ? 50 : 2;
        List<Instance> instances = List.of(new Instance(logs, 0), new Instance(logs, 1));
        List<Thread> threads = new ArrayList<>();
        try {
            instances.forEach(Instance::start);
            for (Instance instance : instances) {
                threads.add(begin(() -> probe(instance)));
            }
            instances.forEach(instance -> await(instance, true));
            for (int i = 0; i < CLIENTS; i++) {
                threads.add(begin(() -> ask(instances)));
            }
            for (int i = 0; i < restarts; i++) {
                Instance instance = instances.get(i % 2);
                long before = answers.get();
                instance.process.destroy();
                assertThat(instance.process.waitFor(60, java.util.concurrent.TimeUnit.SECONDS))
                        .isTrue();
                assertThat(instance.process.exitValue()).isEqualTo(143);
                await(instance, false);
                assertThat(instance.saidThatItLeaves)
                        .as("told the load balancer before it stopped")
                        .isTrue();
                instance.start();
                await(instance, true);
                assertThat(answers.get()).isGreaterThan(before);
                assertThat(failures).isEmpty();
            }
        } finally {
            over = true;
            for (Thread thread : threads) {
                thread.join();
            }
            instances.forEach(Instance::kill);
        }
        if (proof) {
            System.out.printf("%d restarts, %d answers, %d failures%n", restarts, answers.get(), failures.size());
        }
        assertThat(failures).isEmpty();
    }

    private static Thread begin(Runnable work) {
        Thread thread = new Thread(work, "rolling-restart");
        thread.start();
        return thread;
    }

    private void probe(Instance instance) {
        while (!over) {
            instance.ready = isReady(instance);
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(50).toNanos());
        }
    }

    private boolean isReady(Instance instance) {
        try {
            HttpRequest request = HttpRequest.newBuilder(instance.uri("/health/ready"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            instance.saidThatItLeaves = status == 503;
            return status == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void ask(List<Instance> instances) {
        while (!over) {
            Instance instance = instances.get(Math.floorMod(turn.getAndIncrement(), instances.size()));
            if (!instance.ready) {
                continue;
            }
            try {
                HttpRequest request = HttpRequest.newBuilder(instance.uri("/echo"))
                        .timeout(Duration.ofSeconds(30))
                        .POST(HttpRequest.BodyPublishers.ofString("hello"))
                        .build();
                HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() == 200 && response.body().equals("hello")) {
                    answers.incrementAndGet();
                } else {
                    failures.add(response.statusCode() + " " + response.body());
                }
            } catch (IOException e) {
                failures.add(e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(4).toNanos());
        }
    }

    private void await(Instance instance, boolean ready) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (instance.ready != ready) {
            assertThat(System.nanoTime()).as("deadline of the start").isLessThan(deadline);
            assertThat(!ready || instance.process.isAlive()).as("alive").isTrue();
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(20).toNanos());
        }
    }

    /** One process of the service, on a port that it keeps. */
    private static final class Instance {

        private final int port = freePort();
        private final Path log;
        private volatile Process process;
        private volatile boolean ready;
        private volatile boolean saidThatItLeaves;

        Instance(Path logs, int number) {
            this.log = logs.resolve("instance" + number + ".log");
        }

        void start() {
            try {
                process = new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Xshare:auto",
                                "-Xmx128m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Service.class.getName(),
                                Integer.toString(port))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void kill() {
            if (process != null) {
                process.destroyForcibly().onExit().join();
            }
        }

        URI uri(String path) {
            return URI.create("http://127.0.0.1:" + port + path);
        }

        private static int freePort() {
            try (ServerSocket socket = new ServerSocket(0)) {
                return socket.getLocalPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The service, with no more than what it takes to start, to be asked and to stop: it does so many times. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Echo.class)
    static class Service {

        private static final List<String> NEEDED = List.of(
                "dev.gatehouse.",
                "org.springframework.boot.actuate.autoconfigure.",
                "org.springframework.boot.autoconfigure.",
                "org.springframework.boot.health.autoconfigure.",
                "org.springframework.boot.http.converter.autoconfigure.",
                "org.springframework.boot.jackson.autoconfigure.",
                "org.springframework.boot.servlet.autoconfigure.",
                "org.springframework.boot.tomcat.autoconfigure.",
                "org.springframework.boot.webmvc.autoconfigure.");

        public static void main(String[] args) {
            new SpringApplicationBuilder(Service.class)
                    .web(WebApplicationType.SERVLET)
                    .properties(
                            "server.port=" + args[0],
                            "spring.main.banner-mode=off",
                            // Long enough for the client to notice, however busy the machine is.
                            "gatehouse.drain.delay=3s",
                            "gatehouse.access-log.enabled=false",
                            "gatehouse.rate-limit.enabled=false",
                            "spring.autoconfigure.exclude=" + notNeeded())
                    .run();
        }

        private static String notNeeded() {
            return StreamSupport.stream(
                            ImportCandidates.load(AutoConfiguration.class, null).spliterator(), false)
                    .filter(candidate -> NEEDED.stream().noneMatch(candidate::startsWith))
                    .collect(Collectors.joining(","));
        }
    }

    @RestController
    static class Echo {

        @PostMapping("/echo")
        String echo(@RequestBody String text) {
            return text;
        }
    }
}
