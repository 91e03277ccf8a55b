package dev.gatehouse.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs every benchmark for a moment, so that none stops working unseen. The figures mean nothing. */
class BenchmarksTests {

    @Test
    void everyBenchmarkRuns() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("dev\\.gatehouse\\.benchmarks\\..*")
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(5))
                        .shouldFailOnError(true)
                        .addProfiler(ProcessorTimeProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();

        int ofFilters = 2 * FilterSet.values().length;
        int ofRateLimit = 2 * 2;
        int ofDecisions = 5 * 2;
        int ofUploads = 3 * 4;
        int ofRefusals = 2;
        assertThat(results)
                .hasSize(ofFilters + ofRateLimit + ofDecisions + ofUploads + ofRefusals)
                .allSatisfy(result -> {
                    assertThat(result.getPrimaryResult().getScore()).isPositive();
                    assertThat(result.getSecondaryResults().get("cpu").getScore())
                            .isPositive();
                });
    }
}
