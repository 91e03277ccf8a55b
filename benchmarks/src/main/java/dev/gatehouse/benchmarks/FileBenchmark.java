package dev.gatehouse.benchmarks;

import dev.gatehouse.upload.UploadPolicy;
import dev.gatehouse.upload.UploadValidator;
import dev.gatehouse.upload.UploadVerdict;
import dev.gatehouse.upload.UploadedFile;
import dev.gatehouse.upload.content.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A file on disk, and its validation with the defaults. */
@State(Scope.Benchmark)
public abstract class FileBenchmark {

    private final UploadValidator validator = UploadValidator.withDefaults();
    private final UploadPolicy policy = UploadPolicy.defaults();
    private Path file = Path.of("");

    /** Which file, by a name that {@link UploadFiles} knows. */
    abstract String name();

    /**
     * Writes the file.
     *
     * @throws IOException if it cannot be written
     */
    @Setup
    public void write() throws IOException {
        file = Files.createTempFile("upload", name());
        Files.write(file, UploadFiles.of(name()));
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

    Path file() {
        return file;
    }

    /** Validates; fails if the verdict is not the one that is measured. */
    UploadVerdict validate(boolean accepted) throws IOException {
        UploadVerdict verdict = validator.validate(UploadedFile.of(name(), null, Content.of(file)), policy);
        if (verdict.isAccepted() != accepted) {
            throw new IllegalStateException(verdict.toString());
        }
        return verdict;
    }
}
