package dev.gatehouse.benchmarks.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Runs the comparison for a moment, so that it does not stop working unseen. The figures mean nothing. */
class RedisRunTests {

    @Test
    void comparesAllContenders() throws Exception {
        ByteArrayOutputStream output = new ByteArrayOutputStream();

        new RedisRun(new PrintStream(output, true, StandardCharsets.UTF_8), 20, 1).run();

        assertThat(output.toString(StandardCharsets.UTF_8).lines())
                .hasSize(5)
                .element(4)
                .asString()
                .startsWith("10000 keys, 8 threads: PING ")
                .contains("one script", "Bucket4j", "Gatehouse is ");
    }
}
