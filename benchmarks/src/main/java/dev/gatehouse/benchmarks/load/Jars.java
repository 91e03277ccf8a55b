package dev.gatehouse.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds what Maven built. */
final class Jars {

    private Jars() {}

    /**
     * Finds the one executable jar of a module.
     *
     * @param target the module's target directory
     * @return the jar
     * @throws IllegalArgumentException if there is none, or more than one
     */
    static Path executableIn(Path target) {
        try (Stream<Path> files = Files.list(target)) {
            List<Path> jars = files.filter(Jars::isExecutable).toList();
            if (jars.size() != 1) {
                throw new IllegalArgumentException("There are " + jars.size() + " jars in " + target
                        + " instead of one. Build the project, or name the jar with --jar=<file>.");
            }
            return jars.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isExecutable(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".jar") && !name.endsWith("-sources.jar") && !name.endsWith("-javadoc.jar");
    }
}
