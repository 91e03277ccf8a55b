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
import org.apache.tika.Tika;
import org.apache.tika.exception.TikaException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
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
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The whole validation of a file on disk, against Tika: its detection alone, and its parsers reading the file through. With
 * the profile "peers" all of Tika's parsers are there; without it there are none.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 2,
        jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+UseG1GC"})
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
public class UploadBenchmark {

    /** Which file. */
    @Param({"a.png", "a.docx", "a.pdf", "a.csv"})
    public String name = "a.png";

    private final UploadValidator validator = UploadValidator.withDefaults();
    private final UploadPolicy policy = UploadPolicy.defaults();
    private final Tika tika = new Tika();
    private final Parser parser = new AutoDetectParser();
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
     * Validates.
     *
     * @return the verdict
     * @throws IOException never
     */
    @Benchmark
    public UploadVerdict validated() throws IOException {
        UploadVerdict verdict = validator.validate(UploadedFile.of(name, null, Content.of(file)), policy);
        if (!verdict.isAccepted()) {
            throw new IllegalStateException(verdict.toString());
        }
        return verdict;
    }

    /**
     * Asks Tika for the type.
     *
     * @return the type
     * @throws IOException never
     */
    @Benchmark
    public String detectedByTika() throws IOException {
        return tika.detect(file);
    }

    /**
     * Lets Tika's parsers read the file and throw away what they find.
     *
     * @return what they say of the file
     * @throws IOException never
     * @throws SAXException never
     * @throws TikaException never
     */
    @Benchmark
    public Metadata parsedByTika() throws IOException, SAXException, TikaException {
        Metadata metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        try (TikaInputStream in = TikaInputStream.get(file)) {
            parser.parse(in, new DefaultHandler(), metadata, new ParseContext());
        }
        return metadata;
    }
}
