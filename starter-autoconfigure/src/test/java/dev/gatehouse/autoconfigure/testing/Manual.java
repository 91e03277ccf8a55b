package dev.gatehouse.autoconfigure.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The files of the project that users read; also from within the project that runs these tests on another Spring Boot. */
public final class Manual {

    private static final Path ROOT = root();

    private Manual() {}

    /** All pages, the README first. */
    public static List<Path> pages() {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(ROOT.resolve("README.md")),
                            docs.filter(path -> path.toString().endsWith(".md")).sorted())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a file below the root of the project. */
    public static String read(String name) {
        return read(ROOT.resolve(name));
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(directory.resolve("README.md")) || !Files.isDirectory(directory.resolve("docs"))) {
            directory = Objects.requireNonNull(directory.getParent(), "no directory above has a README.md and docs");
        }
        return directory;
    }
}
