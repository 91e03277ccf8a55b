package dev.gatehouse.upload;

import dev.gatehouse.upload.content.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;

/**
 * Keeps accepted files in one directory, outside of everything that a server gives out, under random names that no client
 * chose. A file is there whole or not at all, also after a power failure: it is written to the disk under another name and
 * then moved. On POSIX systems only the owner may read it, and nobody may execute it. Thread-safe.
 */
public final class FileStore {

    private static final String PART = ".part";
    private static final FileAttribute<?>[] FILE_ATTRIBUTES = attributes("rw-------");
    private static final FileAttribute<?>[] DIRECTORY_ATTRIBUTES = attributes("rwx------");

    private final Path directory;

    private FileStore(Path directory) {
        this.directory = directory;
    }

    /**
     * Opens a store.
     *
     * @param directory where the files are kept; made if it does not exist
     * @param webRoots directories that a server gives out; the store must not be in one of them, nor the other way round
     * @return the store
     * @throws IOException if the directory cannot be made
     * @throws IllegalArgumentException if it is in a web root
     */
    public static FileStore open(Path directory, Collection<Path> webRoots) throws IOException {
        Path absolute = directory.toAbsolutePath().normalize();
        if (!Files.isDirectory(absolute)) {
            Files.createDirectories(absolute, DIRECTORY_ATTRIBUTES);
        }
        Path real = absolute.toRealPath();
        for (Path root : webRoots) {
            Path realRoot = Files.exists(root)
                    ? root.toRealPath()
                    : root.toAbsolutePath().normalize();
            if (real.startsWith(realRoot) || realRoot.startsWith(real)) {
                throw new IllegalArgumentException("Uploads cannot be kept in '" + real
                        + "', which is part of the web root '" + realRoot + "'. Choose a directory outside of it.");
            }
        }
        return new FileStore(real);
    }

    /**
     * Keeps a file.
     *
     * @param content the bytes, of a file that was accepted
     * @return its name
     * @throws IOException if it cannot be written; nothing is left then
     */
    public StoredName store(Content content) throws IOException {
        StoredName name = StoredName.random();
        Path part = directory.resolve(name.text() + PART);
        try {
            Files.createFile(part, FILE_ATTRIBUTES);
            try (InputStream in = content.open();
                    FileChannel out = FileChannel.open(part, StandardOpenOption.WRITE)) {
                in.transferTo(Channels.newOutputStream(out));
                // Else the name may outlive a power failure and the bytes may not.
                out.force(true);
            }
            Files.move(part, resolve(name), StandardCopyOption.ATOMIC_MOVE);
            return name;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /**
     * Returns where a file is.
     *
     * @param name its name
     * @return a path in the directory; the file may not exist
     */
    public Path resolve(StoredName name) {
        return directory.resolve(name.text());
    }

    /**
     * Opens a file.
     *
     * @param name its name
     * @return its content
     * @throws NoSuchFileException if there is none of this name
     * @throws IOException if it cannot be read
     */
    public Content read(StoredName name) throws IOException {
        return Content.of(resolve(name));
    }

    /**
     * Deletes a file.
     *
     * @param name its name
     * @return whether there was one
     * @throws IOException if it cannot be deleted
     */
    public boolean delete(StoredName name) throws IOException {
        return Files.deleteIfExists(resolve(name));
    }

    /**
     * Returns the directory.
     *
     * @return absolute, without links
     */
    public Path directory() {
        return directory;
    }

    private static FileAttribute<?>[] attributes(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
