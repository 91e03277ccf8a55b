package dev.gatehouse.upload.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.upload.content.ArchiveBudget;
import dev.gatehouse.upload.content.Content;
import dev.gatehouse.upload.content.ContentReader;
import dev.gatehouse.upload.content.TimeBudget;
import dev.gatehouse.upload.content.UploadReason;
import dev.gatehouse.upload.content.UploadRefusedException;
import dev.gatehouse.upload.corpus.Corpus;
import dev.gatehouse.upload.corpus.Sample;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryStreamTests {

    private static final int BUFFER = 4096;

    /** The bomb would unpack to 8 MB, and once says that it unpacks to 10 bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"docx with a bomb of zeros", "docx with a bomb that says it is small"})
    void stopsUnpackingABombAtTheGrace(String title) throws IOException {
        ArchiveBudget budget = new ArchiveBudget(100, 100 << 20, 100, 20_000, 3);
        try (ContentReader content = ContentReader.open(bytesOf(title), TimeBudget.of(Duration.ofSeconds(30)))) {
            ZipArchive archive = ZipArchive.read(content, budget);
            ZipEntry bomb = archive.entry("word/media/a.bmp");
            assertThat(bomb).isNotNull();
            ArchiveMeter meter = new ArchiveMeter(budget, content);
            meter.startEntry(20);
            try (EntryStream stream = new EntryStream(archive, bomb, meter)) {
                byte[] buffer = new byte[BUFFER];
                assertThatExceptionOfType(UploadRefusedException.class)
                        .isThrownBy(() -> {
                            while (stream.read(buffer, 0, BUFFER) >= 0) {
                                assertThat(meter.total()).isLessThanOrEqualTo(20_000);
                            }
                        })
                        .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(UploadReason.ARCHIVE_RATIO));
            }
            assertThat(meter.total()).isLessThanOrEqualTo(20_000 + BUFFER);
        }
    }

    private static Content bytesOf(String title) {
        Sample sample = Corpus.hostile().stream()
                .filter(candidate -> candidate.title().equals(title))
                .findFirst()
                .orElseThrow();
        return Content.of(sample.bytes());
    }
}
