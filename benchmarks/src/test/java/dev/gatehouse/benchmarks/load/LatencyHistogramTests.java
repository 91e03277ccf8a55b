package dev.gatehouse.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyHistogramTests {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 127, 128, 129, 255, 256, 1000, 238_000, 4_930_000, 10_000_000_000L, Long.MAX_VALUE})
    void keepsAValueWithinItsWidth(long value) {
        LatencyHistogram histogram = new LatencyHistogram();

        histogram.record(value);

        assertThat(histogram.percentile(50))
                .isGreaterThanOrEqualTo(value)
                .isCloseTo(value, Percentage.withPercentage(1.6));
    }

    @Test
    void findsTheShareThatWasAskedFor() {
        LatencyHistogram first = new LatencyHistogram();
        LatencyHistogram second = new LatencyHistogram();
        for (int i = 1; i <= 100; i++) {
            (i % 2 == 0 ? first : second).record(i);
        }
        first.add(second);

        assertThat(first.total()).isEqualTo(100);
        assertThat(first.percentile(50)).isEqualTo(50);
        assertThat(first.percentile(99)).isEqualTo(99);
        assertThat(first.percentile(100)).isEqualTo(100);
    }

    @Test
    void hasNoPercentileOfNothing() {
        assertThat(new LatencyHistogram().percentile(99)).isZero();
    }
}
