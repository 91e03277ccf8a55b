package dev.gatehouse.upload.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnnamedFileTests {

    @TempDir
    private Path directory;

    @Test
    void isGoneWhenItIsClosed() throws IOException {
        byte[] bytes = new byte[100_000];
        new Random(1).nextBytes(bytes);
        try (FileChannel file = UnnamedFile.create(directory)) {
            UnnamedFile.copy(new ByteArrayInputStream(bytes), file, bytes.length, TimeBudget.of(Duration.ofMinutes(1)));
            ByteBuffer read = ByteBuffer.allocate(bytes.length);
            file.read(read, 0);
            assertThat(read.array()).isEqualTo(bytes);
        }
        assertThat(directory).isEmptyDirectory();
    }
}
