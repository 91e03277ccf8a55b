package dev.gatehouse.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.benchmarks.load.LoadClient.Load;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundTests {

    @Test
    void dividesByTimeAndRequests() {
        LatencyHistogram latencies = new LatencyHistogram();
        for (int i = 0; i < 1000; i++) {
            latencies.record(64_000);
        }

        Round round = Round.of(new Load(2_000_000_000, latencies), Duration.ofMillis(30));

        assertThat(round.requestsPerSecond()).isEqualTo(500);
        assertThat(round.p50()).isBetween(64.0, 65.1);
        assertThat(round.p99()).isEqualTo(round.p50());
        assertThat(round.cpuPerRequest()).isEqualTo(30);
    }

    @Test
    void takesTheMedianOfEachFigure() {
        Round median =
                Round.median(List.of(new Round(1, 20, 300, 4), new Round(2, 30, 100, 6), new Round(9, 10, 200, 5)));

        assertThat(median).isEqualTo(new Round(2, 20, 200, 5));
        assertThat(Round.median(List.of(new Round(1, 1, 1, 1), new Round(2, 4, 6, 8))))
                .isEqualTo(new Round(1.5, 2.5, 3.5, 4.5));
    }

    @Test
    void comparesEachPairAndThenTakesTheMedian() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        LoadReport report = new LoadReport(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        // The machine slowed down by half after the first pair: that must not show as a cost.
        report.add(new Round(900, 110, 220, 11), new Round(1000, 100, 200, 10));
        report.add(new Round(450, 220, 440, 22), new Round(500, 200, 400, 20));

        report.summary();

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("| ratio on/off     |      0.900 |    1.100 |    1.100 |    1.100 |");
    }
}
