package dev.gatehouse.benchmarks;

import dev.gatehouse.upload.UploadVerdict;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How soon a small file is refused that would unpack to a large one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 2,
        jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+UseG1GC"})
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
public class RefusalBenchmark extends FileBenchmark {

    /** Which bomb. */
    @Param({"bomb.png", "bomb.docx"})
    public String name = "bomb.png";

    @Override
    String name() {
        return name;
    }

    /**
     * Refuses.
     *
     * @return the verdict
     * @throws IOException never
     */
    @Benchmark
    public UploadVerdict refused() throws IOException {
        return validate(false);
    }
}
