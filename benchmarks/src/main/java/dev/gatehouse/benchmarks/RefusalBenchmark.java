package dev.gatehouse.benchmarks;

import dev.gatehouse.upload.UploadPolicy;
import dev.gatehouse.upload.UploadValidator;
import dev.gatehouse.upload.UploadVerdict;
import dev.gatehouse.upload.UploadedFile;
import dev.gatehouse.upload.content.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
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
public class RefusalBenchmark {

    /** Which bomb. */
    @Param({"bomb.png", "bomb.docx"})
    public String name = "bomb.png";

    private final UploadValidator validator = UploadValidator.withDefaults();
    private final UploadPolicy policy = UploadPolicy.defaults();
    private Path file = Path.of("");

    /**
     * Writes the file.
     *
     * @throws IOException if it cannot be written
     */
    @Setup
    public void write() throws IOException {
        file = Files.createTempFile("upload", name);
        Files.write(file, UploadFiles.of(name));
    }

    /**
     * Deletes the file.
     *
     * @throws IOException if it cannot be deleted
     */
    @TearDown
    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    /**
     * Refuses.
     *
     * @return the verdict
     * @throws IOException never
     */
    @Benchmark
    public UploadVerdict refused() throws IOException {
        UploadVerdict verdict = validator.validate(UploadedFile.of(name, null, Content.of(file)), policy);
        if (verdict.isAccepted()) {
            throw new IllegalStateException(verdict.toString());
        }
        return verdict;
    }
}
