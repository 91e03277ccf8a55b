package dev.gatehouse.sample.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

class FileStorageTests {

    @TempDir
    Path directory;

    private FileStorage storage;

    @BeforeEach
    void createStorage() {
        storage = new FileStorage(new FileStorageProperties(directory.resolve("made/when/missing")));
    }

    @Test
    void measuresWhatItWrites() throws IOException {
        StoredBytes bytes = storage.write(new ByteArrayInputStream("abc".getBytes(StandardCharsets.UTF_8)));

        assertThat(bytes.size()).isEqualTo(3);
        // FIPS 180-2, B.1
        assertThat(bytes.sha256()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(storage.read(bytes.key()).getContentAsByteArray()).asString().isEqualTo("abc");
    }

    @Test
    void givesEveryContentAPlaceOfItsOwn() throws IOException {
        String first = storage.write(new ByteArrayInputStream(new byte[1])).key();
        String second = storage.write(new ByteArrayInputStream(new byte[1])).key();

        storage.delete(first);

        assertThat(second).isNotEqualTo(first);
        assertThat(files()).singleElement().asString().endsWith(second);
    }

    @Test
    void deletingTwiceIsNoError() throws IOException {
        String key = storage.write(new ByteArrayInputStream(new byte[1])).key();
        storage.delete(key);
        storage.delete(key);
        assertThat(files()).isEmpty();
    }

    @Test
    void nothingIsLeftWhenTheSourceBreaks() throws IOException {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                throw new IOException("gone");
            }
        };
        InputStream halfway = new SequenceInputStream(new ByteArrayInputStream(new byte[100_000]), broken);

        assertThatIOException().isThrownBy(() -> storage.write(halfway));

        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../../../../etc/passwd", "0123456789abcdef0123456789abcde/"})
    void keysAreNoPaths(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> storage.read(key));
        assertThatIllegalArgumentException().isThrownBy(() -> storage.delete(key));
    }

    @Test
    void directoryThatCannotBeMadeNamesTheProperty() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
                .isThrownBy(() -> new FileStorage(new FileStorageProperties(file.resolve("below"))))
                .satisfies(e -> assertThat(e.getName()).isEqualTo("gatehouse.sample.files.directory"));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile).toList();
        }
    }
}
