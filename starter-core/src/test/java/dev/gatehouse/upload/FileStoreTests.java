package dev.gatehouse.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.name.SafeName;
import dev.gatehouse.upload.content.Content;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileStoreTests {

    private static final byte[] BYTES = {1, 2, 3};

    @TempDir
    private Path parent;

    @Test
    void keepsAFileUnderARandomNameUntilItIsDeleted() throws IOException {
        FileStore store = FileStore.open(parent.resolve("a/b"), List.of());
        StoredName name = store.store(Content.of(BYTES));
        assertThat(store.resolve(name)).hasParentRaw(store.directory()).hasBinaryContent(BYTES);
        assertThat(store.read(name).open()).hasBinaryContent(BYTES);
        assertThat(store.delete(name)).isTrue();
        assertThat(store.delete(name)).isFalse();
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> store.read(name));
        assertThat(store.directory()).isEmptyDirectory();
    }

    @Test
    void letsOnlyTheOwnerReadAndNobodyExecute() throws IOException {
        FileStore store = FileStore.open(parent.resolve("files"), List.of());
        Path file = store.resolve(store.store(Content.of(BYTES)));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store.directory())))
                .isEqualTo("rwx------");
    }

    @Test
    void leavesNothingWhenAFileCannotBeReadToItsEnd() throws IOException {
        FileStore store = FileStore.open(parent, List.of());
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        };
        Content content =
                Content.of(10, () -> new SequenceInputStream(new ByteArrayInputStream(new byte[100_000]), broken));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> store.store(content));
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void staysOutsideOfWebRoots() throws IOException {
        Path root = Files.createDirectory(parent.resolve("static"));
        Files.createSymbolicLink(parent.resolve("link"), root);
        for (String inside : List.of("static/files", "static", "link/files", "other/../static/x")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FileStore.open(parent.resolve(inside), List.of(root)))
                    .withMessageContaining("part of the web root");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> FileStore.open(parent, List.of(root)));
        assertThat(FileStore.open(parent.resolve("static-files"), List.of(root)).directory())
                .exists();
    }

    @Test
    void neverNamesTwoFilesAlike() {
        Set<StoredName> names = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            names.add(StoredName.random());
        }
        assertThat(names).hasSize(1000);
        StoredName name = names.iterator().next();
        assertThat(StoredName.of(name.toString())).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "..",
                "0123456789abcdef",
                "0123456789ABCDEF0123456789abcdef",
                "../3456789abcdef0123456789abcdef0"
            })
    void readsNoOtherName(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> StoredName.of(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "report.pdf | attachment; filename=\"report.pdf\"",
                "a b;c.pdf | attachment; filename=\"a b;c.pdf\"",
                "100%25.pdf | attachment; filename=\"100_25.pdf\"; filename*=UTF-8''100%2525.pdf",
                "M\u00e4rz '1.pdf | attachment; filename=\"M_rz '1.pdf\"; filename*=UTF-8''M%C3%A4rz%20%271.pdf",
                "\ud83d\ude00.png | attachment; filename=\"_.png\"; filename*=UTF-8''%F0%9F%98%80.png"
            })
    void givesOutAnAttachmentUnderItsName(String name, String expected) {
        assertThat(DownloadHeaders.of(SafeName.of(name), "application/pdf"))
                .containsEntry("Content-Disposition", expected)
                .containsEntry("Content-Type", "application/pdf")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Content-Security-Policy", "default-src 'none'; sandbox");
    }
}
