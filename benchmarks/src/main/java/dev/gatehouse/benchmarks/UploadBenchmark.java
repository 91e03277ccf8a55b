package dev.gatehouse.benchmarks;

import dev.gatehouse.upload.UploadVerdict;
import java.io.IOException;
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
import org.openjdk.jmh.annotations.State;
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
public class UploadBenchmark extends FileBenchmark {

    /** Which file. */
    @Param({"a.png", "a.docx", "a.pdf", "a.csv"})
    public String name = "a.png";

    private final Tika tika = new Tika();
    private final Parser parser = new AutoDetectParser();

    @Override
    String name() {
        return name;
    }

    /**
     * Validates.
     *
     * @return the verdict
     * @throws IOException never
     */
    @Benchmark
    public UploadVerdict validated() throws IOException {
        return validate(true);
    }

    /**
     * Asks Tika for the type.
     *
     * @return the type
     * @throws IOException never
     */
    @Benchmark
    public String detectedByTika() throws IOException {
        return tika.detect(file());
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
        try (TikaInputStream in = TikaInputStream.get(file())) {
            parser.parse(in, new DefaultHandler(), metadata, new ParseContext());
        }
        return metadata;
    }
}
