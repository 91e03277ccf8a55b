package dev.gatehouse.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.upload.content.Content;
import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.corpus.Corpus;
import dev.gatehouse.upload.corpus.Sample;
import dev.gatehouse.upload.type.ContentDetector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file of the corpus gets its verdict, wherever its bytes are, with Tika and without. */
class UploadCorpusTests {

    /** What concerns a request, the scanner or the service, and not a file: {@link UploadValidatorTests}. */
    private static final Set<UploadReason> NO_FILE = EnumSet.of(
            UploadReason.NAME_AMBIGUOUS,
            UploadReason.TOO_MANY_FILES,
            UploadReason.FILES_TOO_LARGE,
            UploadReason.SCAN_TOO_LARGE,
            UploadReason.SCANNER_UNAVAILABLE,
            UploadReason.ANALYSIS_TIMEOUT,
            UploadReason.ANALYSIS_FAILED);

    private static final UploadValidator VALIDATOR = UploadValidator.withDefaults();

    @TempDir
    private Path directory;

    static List<Sample> good() {
        return Corpus.good();
    }

    static List<Sample> hostile() {
        return Corpus.hostile();
    }

    @ParameterizedTest
    @MethodSource("good")
    void acceptsGoodFiles(Sample sample) throws IOException {
        UploadVerdict verdict = verdict(sample, Content.of(sample.bytes()));
        assertThat(verdict.rejection()).isNull();
        assertThat(verdict.isAccepted()).isTrue();
        assertThat(sample.effectivePolicy().names().flawOf(verdict.name().text()))
                .isNull();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void refusesHostileFilesWithTheirReason(Sample sample) throws IOException {
        UploadVerdict verdict = verdict(sample, Content.of(sample.bytes()));
        assertThat(verdict).hasToString("rejected: " + codeOf(sample));
    }

    @Test
    void judgesAFileOnDiskAsOneInMemory() throws IOException {
        Path file = directory.resolve("upload");
        for (Sample sample : Corpus.all()) {
            Files.write(file, sample.bytes());
            assertThat(codeOf(verdict(sample, Content.of(file))))
                    .as(sample.toString())
                    .isEqualTo(codeOf(sample));
        }
    }

    @Test
    void judgesAStreamThatOpensAgainAsOneInMemory() throws IOException {
        for (Sample sample : Corpus.all()) {
            byte[] bytes = sample.bytes();
            Content content = Content.of(bytes.length, () -> new ByteArrayInputStream(bytes));
            assertThat(codeOf(verdict(sample, content))).as(sample.toString()).isEqualTo(codeOf(sample));
        }
    }

    /** Tika only helps: without it the checks of each kind say the same, but for what they call it. */
    @Test
    void needsNoTika() throws IOException {
        UploadValidator bare = new UploadValidator(head -> ContentDetector.UNKNOWN, null);
        for (Sample sample : Corpus.all()) {
            UploadVerdict verdict = bare.validate(
                    UploadedFile.of(sample.name(), sample.declaredType(), Content.of(sample.bytes())),
                    sample.effectivePolicy());
            assertThat(verdict.isAccepted()).as(sample.toString()).isEqualTo(sample.expected() == null);
        }
    }

    @Test
    void coversEveryReason() {
        Set<UploadReason> reached =
                Corpus.hostile().stream().map(Sample::expected).collect(Collectors.toSet());
        assertThat(reached).containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.copyOf(NO_FILE)));
    }

    @Test
    void hasAFewHundredFiles() {
        assertThat(Corpus.good()).hasSizeGreaterThan(150);
        assertThat(Corpus.hostile()).hasSizeGreaterThan(400);
    }

    private static UploadVerdict verdict(Sample sample, Content content) throws IOException {
        return VALIDATOR.validate(
                UploadedFile.of(sample.name(), sample.declaredType(), content), sample.effectivePolicy());
    }

    private static String codeOf(Sample sample) {
        return sample.expected() == null ? "accepted" : sample.expected().code();
    }

    private static String codeOf(UploadVerdict verdict) {
        UploadRejection rejection = verdict.rejection();
        return rejection == null ? "accepted" : rejection.code();
    }
}
