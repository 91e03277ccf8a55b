package dev.gatehouse.upload.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A copy on the disk that only its reader has: the system removes it when that is closed, also when the process dies. */
final class UnnamedFile {

    private static final int PIECE = 16 << 10;

    private UnnamedFile() {}

    /** Creates an empty one. */
    static FileChannel create() throws IOException {
        return create(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** Null where nothing can be written. */
    static @Nullable FileChannel createIfPossible() {
        try {
            return create();
        } catch (IOException noPlace) {
            return null;
        }
    }

    static FileChannel create(Path directory) throws IOException {
        Path path = Files.createTempFile(directory, "upload", null);
        try {
            // Where files can have no name, it loses it here already.
            return FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException | RuntimeException failure) {
            Files.deleteIfExists(path);
            throw failure;
        }
    }

    /** Writes the bytes behind those that are there. */
    static void write(byte[] bytes, int length, FileChannel file) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
    }

    /** Writes all that comes, up to so many bytes. */
    static void copy(InputStream source, FileChannel file, long most, TimeBudget time) throws IOException {
        byte[] piece = new byte[PIECE];
        int count;
        while ((count = source.read(piece)) >= 0) {
            time.check();
            requireAtMost(most, file.position() + count);
            write(piece, count, file);
        }
    }

    static void requireAtMost(long most, long bytes) {
        if (bytes > most) {
            throw new UploadRefusedException(UploadReason.ARCHIVE_TOO_LARGE);
        }
    }
}
