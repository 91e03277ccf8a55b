package dev.gatehouse.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.upload.content.Content;
import dev.gatehouse.upload.content.ContentReader;
import dev.gatehouse.upload.content.ContentRules;
import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import dev.gatehouse.upload.corpus.Corpus;
import dev.gatehouse.upload.corpus.Sample;
import dev.gatehouse.upload.type.ContentDetector;
import dev.gatehouse.upload.type.FileType;
import dev.gatehouse.upload.type.FileTypes;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UploadValidatorTests {

    private static final UploadPolicy POLICY = UploadPolicy.defaults();
    private static final Content HELLO = Content.of("hello".getBytes(StandardCharsets.US_ASCII));
    private static final UploadedFile FILE = UploadedFile.of("cafe\u0301.TXT", "text/plain", HELLO);

    private final UploadValidator validator = UploadValidator.withDefaults();

    @Test
    void saysNameAndTypeOfAnAcceptedFile() throws IOException {
        UploadVerdict verdict = validator.validate(FILE, POLICY);
        assertThat(verdict.name().text()).isEqualTo("caf\u00e9.TXT");
        assertThat(verdict.mediaType()).isEqualTo("text/plain");
        assertThat(verdict.isScanned()).isFalse();
        assertThat(verdict).hasToString("accepted as text/plain");
    }

    @Test
    void saysWhyAndWhatToDoOfARejectedOne() throws IOException {
        UploadVerdict verdict = validator.validate(UploadedFile.of("evil.exe", null, HELLO), POLICY);
        UploadRejection rejection = verdict.rejection();
        assertThat(rejection).isNotNull();
        assertThat(rejection.status()).isEqualTo(415);
        assertThat(rejection.code()).isEqualTo("extension_not_allowed");
        assertThat(rejection.message())
                .isEqualTo("Files with this extension are not accepted. Send one of "
                        + "pdf, docx, doc, txt, md, xlsx, xls, csv, png, jpg, jpeg, gif.");
    }

    @Test
    void everyReasonSaysWhatToDoUnderAnAllowedStatus() {
        for (UploadReason reason : UploadReason.values()) {
            assertThat(reason.code()).matches("[a-z][a-z_]{0,63}");
            assertThat(reason.status()).isIn(400, 413, 415, 422, 503);
            assertThat(reason.message()).as(reason.code()).matches("[A-Z].*\\. .*\\.");
        }
        assertThat(Arrays.stream(UploadReason.values()).map(UploadReason::code)).doesNotHaveDuplicates();
    }

    @Test
    void refusesWhatReadersNameDifferently() throws IOException {
        for (List<String> names : List.of(
                List.of("a.txt", "b.php"),
                List.of("a.txt", ""),
                List.of("", "a.txt"),
                List.of("a.txt", "a.txt", "A.txt"))) {
            assertRejected(new UploadedFile(names, null, HELLO), UploadReason.NAME_AMBIGUOUS);
        }
        assertThat(validator
                        .validate(new UploadedFile(List.of("a.txt", "a.txt"), null, HELLO), POLICY)
                        .isAccepted())
                .isTrue();
        assertRejected(UploadedFile.of(null, null, HELLO), UploadReason.NAME_MISSING);
        assertRejected(new UploadedFile(List.of("", ""), null, HELLO), UploadReason.NAME_MISSING);
    }

    @Test
    void countsTheFilesOfARequest() throws IOException {
        List<UploadedFile> eleven = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            eleven.add(FILE);
        }
        RequestVerdict verdict = validator.validateAll(eleven, POLICY);
        assertThat(verdict.isAccepted()).isFalse();
        assertThat(verdict.files()).isEmpty();
        assertThat(verdict.firstRejection()).isNotNull();
        assertThat(verdict.firstRejection().reason()).isEqualTo(UploadReason.TOO_MANY_FILES);
        assertThat(validator.validateAll(eleven.subList(0, 10), POLICY).isAccepted())
                .isTrue();
    }

    @Test
    void addsUpTheSizesOfARequest() throws IOException {
        UploadPolicy nine = UploadPolicy.builder().maxTotalSize(9).build();
        RequestVerdict verdict = validator.validateAll(List.of(FILE, FILE), nine);
        assertThat(verdict.firstRejection()).isNotNull();
        assertThat(verdict.firstRejection().reason()).isEqualTo(UploadReason.FILES_TOO_LARGE);
        assertThat(verdict.firstRejection().message()).contains("9 bytes");
    }

    @Test
    void givesAVerdictOfEachFile() throws IOException {
        RequestVerdict verdict =
                validator.validateAll(List.of(FILE, UploadedFile.of("a.exe", null, HELLO), FILE), POLICY);
        assertThat(verdict.files()).extracting(UploadVerdict::isAccepted).containsExactly(true, false, true);
        assertThat(verdict.firstRejection()).isEqualTo(verdict.files().get(1).rejection());
    }

    @Test
    void refusesWhatTakesTooLong() throws IOException {
        AtomicLong clock = new AtomicLong();
        UploadValidator slow = new UploadValidator(
                head -> ContentDetector.UNKNOWN,
                null,
                () -> clock.getAndAdd(Duration.ofSeconds(3).toNanos()));
        UploadedFile large = UploadedFile.of("a.txt", null, Content.of(zeroless(1 << 20)));
        assertThat(codeOf(slow.validate(large, POLICY))).isEqualTo("analysis_timeout");
    }

    @Test
    void refusesWhatMakesACheckFail() throws IOException {
        UploadPolicy policy = UploadPolicy.builder()
                .types(FileTypes.standard().with(new FailingType()))
                .build();
        UploadedFile file = UploadedFile.of("a.txt", null, HELLO);
        assertThat(codeOf(validator.validate(file, policy))).isEqualTo("analysis_failed");
    }

    @Test
    void acceptsAKindOfOnesOwn() throws IOException {
        UploadPolicy policy = UploadPolicy.builder()
                .types(FileTypes.standard().with(new JsonType()))
                .allowedExtensions("json")
                .build();
        UploadedFile json = UploadedFile.of("a.json", "application/json", Content.of(new byte[] {'{', '}'}));
        assertThat(validator.validate(json, policy).mediaType()).isEqualTo("application/json");
        assertThat(codeOf(validator.validate(UploadedFile.of("a.json", null, HELLO), policy)))
                .isEqualTo("content_malformed");
    }

    @Test
    void failsWhenTheContentCannotBeRead() {
        UploadedFile broken = UploadedFile.of("a.txt", null, Content.of(5, () -> {
            throw new IOException("disk");
        }));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> validator.validate(broken, POLICY));
        UploadedFile shorter =
                UploadedFile.of("a.txt", null, Content.of(50, () -> new ByteArrayInputStream(new byte[] {'a'})));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> validator.validate(shorter, POLICY));
    }

    @Test
    void closesWhatItOpens() throws IOException {
        AtomicInteger open = new AtomicInteger();
        for (Sample sample : Corpus.all()) {
            Content content = Content.of(sample.bytes().length, () -> {
                open.incrementAndGet();
                return new ClosingStream(new ByteArrayInputStream(sample.bytes()), open);
            });
            validator.validate(UploadedFile.of(sample.name(), null, content), sample.effectivePolicy());
            assertThat(open).as(sample.toString()).hasValue(0);
        }
    }

    @Test
    void asksTheScannerLast() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        UploadValidator scanning = new UploadValidator(head -> ContentDetector.UNKNOWN, content -> {
            asked.incrementAndGet();
            return ScanResult.clean();
        });
        assertThat(scanning.validate(UploadedFile.of("a.exe", null, HELLO), POLICY)
                        .isAccepted())
                .isFalse();
        assertThat(asked).hasValue(0);
        assertThat(scanning.validate(FILE, POLICY).isScanned()).isTrue();
        assertThat(asked).hasValue(1);
    }

    @Test
    void aSlowScannerTakesNoTimeFromTheFilesBehind() throws IOException {
        AtomicLong nanos = new AtomicLong();
        UploadValidator scanning = new UploadValidator(
                head -> ContentDetector.UNKNOWN,
                content -> {
                    nanos.addAndGet(POLICY.analysisTime().toNanos());
                    return ScanResult.clean();
                },
                nanos::get);
        assertThat(scanning.validateAll(List.of(FILE, FILE, FILE), POLICY).isAccepted())
                .isTrue();
    }

    @Test
    void doesWhatTheScannerSays() throws IOException {
        UploadPolicy admitting =
                UploadPolicy.builder().whenNotScanned(ScanFailure.ADMIT).build();
        assertThat(scanned(ScanResult.infected("Eicar"), admitting)).isEqualTo("malware_found");
        assertThat(scanned(ScanResult.unavailable("no connection"), POLICY)).isEqualTo("scanner_unavailable");
        assertThat(scanned(ScanResult.tooLarge("25 MB"), POLICY)).isEqualTo("scan_too_large");
        assertThat(scanned(ScanResult.unavailable("no connection"), admitting)).isEqualTo("accepted");
        assertThat(scanned(ScanResult.tooLarge("25 MB"), admitting)).isEqualTo("accepted");
    }

    @Test
    void refusesAPolicyThatCannotBe() {
        UploadPolicy.Builder builder = UploadPolicy.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> UploadPolicy.builder().allowedExtensions("exe").build())
                .withMessageStartingWith("'exe' is no extension whose content can be checked.");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        UploadPolicy.builder().allowedExtensions(List.of()).build());
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxFiles(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxFileSize(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxTotalSize(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.analysisTime(Duration.ZERO));
        for (Duration tooLong : List.of(Duration.ofMinutes(61), ChronoUnit.FOREVER.getDuration())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.analysisTime(tooLong))
                    .withMessageEndingWith("Use more than 0 and at most an hour.");
        }
    }

    @Test
    void keepsAPolicyThroughItsBuilder() {
        UploadPolicy policy = UploadPolicy.builder()
                .allowedExtensions("pdf")
                .maxFiles(3)
                .paths(true)
                .maxFileSize(2048)
                .build();
        UploadPolicy copy = policy.toBuilder().build();
        assertThat(copy).usingRecursiveComparison().isEqualTo(policy);
        assertThat(copy.typeOf("png")).isNull();
    }

    private void assertRejected(UploadedFile file, UploadReason reason) throws IOException {
        assertThat(codeOf(validator.validate(file, POLICY)))
                .as(file.names().toString())
                .isEqualTo(reason.code());
    }

    private static String scanned(ScanResult result, UploadPolicy policy) throws IOException {
        return codeOf(new UploadValidator(head -> ContentDetector.UNKNOWN, content -> result).validate(FILE, policy));
    }

    private static String codeOf(UploadVerdict verdict) {
        UploadRejection rejection = verdict.rejection();
        return rejection == null ? "accepted" : rejection.code();
    }

    private static byte[] zeroless(int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 'a');
        return bytes;
    }

    private static final class ClosingStream extends FilterInputStream {

        private final AtomicInteger open;

        ClosingStream(InputStream source, AtomicInteger open) {
            super(source);
            this.open = open;
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }
    }

    private static final class FailingType implements FileType {

        @Override
        public String mediaType() {
            return "text/plain";
        }

        @Override
        public Set<String> extensions() {
            return Set.of("txt");
        }

        @Override
        public Set<String> aliases() {
            return Set.of();
        }

        @Override
        public boolean accepts(String detected) {
            return true;
        }

        @Override
        public void check(ContentReader content, ContentRules rules) {
            throw new IllegalStateException("a bug");
        }
    }

    private static final class JsonType implements FileType {

        @Override
        public String mediaType() {
            return "application/json";
        }

        @Override
        public Set<String> extensions() {
            return Set.of("json");
        }

        @Override
        public Set<String> aliases() {
            return Set.of("text/json");
        }

        @Override
        public boolean accepts(String detected) {
            return !detected.startsWith("image/");
        }

        @Override
        public void check(ContentReader content, ContentRules rules) throws IOException {
            if (content.u8(0) != '{') {
                throw new UploadRefusedException(UploadReason.CONTENT_MALFORMED);
            }
        }
    }
}
