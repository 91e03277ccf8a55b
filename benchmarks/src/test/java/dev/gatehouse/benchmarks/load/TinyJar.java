package dev.gatehouse.benchmarks.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Packs {@link TinyService}, so that a run can start it as it starts the sample. */
final class TinyJar {

    private TinyJar() {}

    /** Arguments of a run that is as short as one can be, with the jar in this directory. */
    static String[] arguments(Path directory, String... more) {
        return Stream.concat(
                        Stream.of(
                                "--jar=" + directory.resolve("tiny.jar"), "--rounds=1", "--seconds=0.2", "--warm-up=0"),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    static void packInto(Path file) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, TinyService.class.getName());
        String name = TinyService.class.getName().replace('.', '/') + ".class";
        try (OutputStream bytes = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(bytes, manifest);
                InputStream code = TinyService.class.getClassLoader().getResourceAsStream(name)) {
            jar.putNextEntry(new JarEntry(name));
            code.transferTo(jar);
            jar.closeEntry();
        }
    }
}
