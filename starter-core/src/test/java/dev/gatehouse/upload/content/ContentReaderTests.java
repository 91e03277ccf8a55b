package dev.gatehouse.upload.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentReaderTests {

    private static final TimeBudget TIME = TimeBudget.of(Duration.ofMinutes(1));

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 1_000_000})
    void copiesWhatComesOutOfAContent(int size) throws IOException {
        byte[] bytes = random(size);
        try (ContentReader reader = ContentReader.open(Content.of(new byte[1]), TIME);
                ContentReader copy = reader.copyOf(new ByteArrayInputStream(bytes), size)) {
            assertThat(copy.size()).isEqualTo(size);
            for (int i = size - 1; i >= 0; i -= 30_011) {
                assertThat(copy.u8(i)).isEqualTo(bytes[i] & 0xff);
            }
        }
    }

    @Test
    void copiesNoMoreThanAllowed() throws IOException {
        try (ContentReader reader = ContentReader.open(Content.of(new byte[1]), TIME)) {
            assertThatThrownBy(() -> reader.copyOf(new ByteArrayInputStream(random(100_000)), 99_999))
                    .isInstanceOfSatisfying(
                            UploadRefusedException.class,
                            refused -> assertThat(refused.reason()).isEqualTo(UploadReason.ARCHIVE_TOO_LARGE));
            assertThatThrownBy(() -> reader.copyOf(new ByteArrayInputStream(random(100)), 99))
                    .isInstanceOf(UploadRefusedException.class);
        }
    }

    @Test
    void opensAStreamOnlySoOftenHoweverOftenItGoesBack() throws IOException {
        byte[] bytes = random(4 << 20);
        AtomicInteger opens = new AtomicInteger();
        Content content = Content.of(bytes.length, () -> {
            opens.incrementAndGet();
            return new ByteArrayInputStream(bytes);
        });
        try (ContentReader reader = ContentReader.open(content, TIME)) {
            for (int i = bytes.length - 1; i >= 0; i -= 20_011) {
                assertThat(reader.u8(i)).isEqualTo(bytes[i] & 0xff);
                assertThat(reader.u8(bytes.length - 1)).isEqualTo(bytes[bytes.length - 1] & 0xff);
            }
            byte[] all = new byte[bytes.length];
            assertThat(reader.read(0, all, 0, all.length)).isEqualTo(bytes.length);
            assertThat(all).isEqualTo(bytes);
        }
        assertThat(opens.get()).isBetween(16, 17);
    }
}
