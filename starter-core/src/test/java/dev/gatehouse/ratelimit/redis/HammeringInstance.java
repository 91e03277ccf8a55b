package dev.gatehouse.ratelimit.redis;

import dev.gatehouse.ratelimit.Charge;
import dev.gatehouse.ratelimit.KeyResolver;
import dev.gatehouse.ratelimit.Limit;
import dev.gatehouse.ratelimit.RateLimitRule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** One of several instances of a service, in a JVM of its own, whose 64 threads all want the same key. */
final class HammeringInstance implements AutoCloseable {

    static final String SUBJECT = "all";

    private static final int THREADS = 64;

    private final Process process;
    private final BufferedReader output;

    private HammeringInstance(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static RateLimitRule rule(String limit) {
        return RateLimitRule.of("hammered", KeyResolver.global(), Limit.of(limit))
                .build();
    }

    static HammeringInstance start(String limit) {
        List<String> command = List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                HammeringInstance.class.getName(),
                limit);
        try {
            HammeringInstance instance = new HammeringInstance(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
            Runtime.getRuntime().addShutdownHook(new Thread(instance.process::destroyForcibly));
            return instance;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    void connect(String... uris) throws IOException {
        tell(String.join(" ", uris));
    }

    void awaitReady() throws IOException {
        answer("ready");
    }

    void hammerFor(long millis) throws IOException {
        tell(Long.toString(millis));
    }

    private void tell(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Gives how many requests passed, how many did not, and when the first was sent and answered, in milliseconds. */
    long[] result() throws IOException {
        return Arrays.stream(answer("result").split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private String answer(String word) throws IOException {
        String line;
        while ((line = output.readLine()) != null) {
            if (line.startsWith(word)) {
                return line.substring(word.length()).trim();
            }
        }
        throw new IOException("The instance ended.");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) throws Exception {
        List<Charge> charges = List.of(Charge.of(rule(arguments[0]), SUBJECT, 1));
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String uris = in.readLine(); uris != null; uris = in.readLine()) {
                try (RedisStores stores = RedisStores.patient(uris.split(" "))) {
                    System.out.println("ready");
                    hammer(stores, charges, Long.parseLong(in.readLine()));
                }
            }
        }
    }

    private static void hammer(RedisStores stores, List<Charge> charges, long millis) throws InterruptedException {
        LongAdder admitted = new LongAdder();
        LongAdder refused = new LongAdder();
        AtomicLong answered = new AtomicLong(Long.MAX_VALUE);
        long start = System.currentTimeMillis();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> {
                while (System.currentTimeMillis() < start + millis) {
                    (stores.store.tryConsume(charges).allowed() ? admitted : refused).increment();
                    if (answered.get() == Long.MAX_VALUE) {
                        answered.accumulateAndGet(System.currentTimeMillis(), Math::min);
                    }
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (!stores.store.state().isUp()) {
            throw new IllegalStateException("Not all was decided by Redis: " + stores.store.state());
        }
        System.out.println("result " + admitted + " " + refused + " " + start + " " + answered);
    }
}
