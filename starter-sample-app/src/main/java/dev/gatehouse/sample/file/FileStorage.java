package dev.gatehouse.sample.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/**
 * Keeps bytes under random names, spread over 256 directories. A name says nothing about the file and nothing a client
 * sends becomes part of a path. Knows no database and no transaction. Thread-safe.
 */
@Component
class FileStorage {

    private static final int KEY_BYTES = 16;
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{32}");

    private final SecureRandom random = new SecureRandom();
    private final Path directory;

    FileStorage(FileStorageProperties properties) {
        this.directory = properties.directory().toAbsolutePath().normalize();
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new InvalidConfigurationPropertyValueException(
                    "gatehouse.sample.files.directory",
                    directory,
                    "The directory cannot be created. Name one that this process may write to.");
        }
    }

    /**
     * Writes all bytes through to the disk.
     *
     * @param content where they come from; stays open
     * @return what was written
     * @throws IOException if reading or writing fails; nothing is left behind then
     */
    StoredBytes write(InputStream content) throws IOException {
        byte[] name = new byte[KEY_BYTES];
        random.nextBytes(name);
        String key = HexFormat.of().formatHex(name);
        Path path = locate(key);
        Files.createDirectories(path.getParent());
        try {
            return write(content, key, path);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    /** The bytes under a key; an error when they are read if there are none. */
    Resource read(String key) {
        return new FileSystemResource(locate(key));
    }

    /** Removes the bytes under a key; nothing happens if there are none. */
    void delete(String key) throws IOException {
        Files.deleteIfExists(locate(key));
    }

    private static StoredBytes write(InputStream content, String key, Path path) throws IOException {
        MessageDigest digest = sha256();
        long size = 0;
        try (FileChannel channel =
                FileChannel.open(path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            OutputStream out = Channels.newOutputStream(channel);
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                out.write(buffer, 0, read);
                digest.update(buffer, 0, read);
                size += read;
            }
            // A row that survives a power cut must not point to bytes that did not.
            channel.force(true);
        }
        return new StoredBytes(key, size, HexFormat.of().formatHex(digest.digest()));
    }

    private Path locate(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("A storage key has 32 lower-case hexadecimal digits.");
        }
        return directory.resolve(key.substring(0, 2)).resolve(key);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
