package dev.gatehouse.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Millions of clients in a small heap: nothing is forgotten that counts, and the memory does not give out. */
class FloodedMemoryTests {

    private static final int KEYS = Boolean.getBoolean("dev.gatehouse.proof") ? 10_000_000 : 400_000;

    @Test
    void survivesMoreKeysThanItHolds() throws IOException, InterruptedException {
        Process flood = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Flood.class.getName(),
                        Integer.toString(KEYS))
                .redirectErrorStream(true)
                .start();
        String output = new String(flood.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(flood.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(output).endsWith("The exhausted key is still refused.\n");
        assertThat(flood.exitValue()).isZero();
    }

    /** What the other process does. */
    static final class Flood {

        private Flood() {}

        public static void main(String[] args) {
            MemoryRateLimitStore store = new MemoryRateLimitStore(100_000);
            RateLimitRule rule = RateLimitRule.of("flooded", KeyResolver.global(), Limit.of("5/day"))
                    .penalty(Penalty.of("3/minute block 1h"))
                    .build();
            RateLimitRule several = RateLimitRule.of("several", KeyResolver.global(), Limit.of("5/minute,100/day"))
                    .build();
            Charge exhausted = Charge.of(rule, "attacker");
            for (int i = 0; i < 5; i++) {
                store.tryConsume(exhausted);
            }
            int keys = Integer.parseInt(args[0]);
            for (int i = 0; i < keys; i++) {
                Integer subject = i;
                store.tryConsume(List.of(Charge.of(rule, subject), Charge.of(several, subject)));
            }
            boolean refused = !store.tryConsume(exhausted).allowed();
            System.out.println(keys + " keys, " + store.size() + " held.");
            System.out.println(refused ? "The exhausted key is still refused." : "The exhausted key has tokens again.");
        }
    }
}
