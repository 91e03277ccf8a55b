package dev.gatehouse.autoconfigure.environment.check;

import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.ConfiguredProperty;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ResourceUtils;

/**
 * SEC007: files of secrets that other users of the machine can read, told of once each. Such a file is one that a variable
 * or a property names, one of a configuration tree, and one of configuration outside of the package.
 */
final class ReadableSecrets {

    /** Of properties whose value is the place of a key, in their uniform form. */
    private static final List<String> OF_KEYS = List.of("privatekey", "keystore", "keystorelocation");

    private final Set<Path> told = new HashSet<>();

    void check(CheckContext context, ConfiguredProperty property, boolean holdsSecret, List<Finding> findings) {
        Path file = holdsSecret ? property.file() : named(property);
        if (file != null && isReadableByOthers(file) && told.add(file)) {
            findings.add(new Finding(
                            "SEC007",
                            context.severity(Severity.WARNING),
                            null,
                            null,
                            "Other users of the machine can read the file of the secret.",
                            "Run: chmod 600 " + file
                                    + " (on Kubernetes: defaultMode: 0400 on the volume of the secret).",
                            List.of())
                    .about(property.name(), property));
        }
    }

    private static @Nullable Path named(ConfiguredProperty property) {
        String location = property.value().strip();
        if (!location.startsWith(ResourceUtils.FILE_URL_PREFIX) || !isSecret(property.name())) {
            return null;
        }
        try {
            return ResourceUtils.getFile(location).toPath();
        } catch (FileNotFoundException | InvalidPathException e) {
            // Whoever reads it says so.
            return null;
        }
    }

    private static boolean isSecret(String name) {
        String uniform = MetadataKeys.uniform(name);
        return SecretKind.of(name) != null || OF_KEYS.stream().anyMatch(uniform::endsWith);
    }

    private static boolean isReadableByOthers(Path file) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)
                    && (directory == null
                            || Files.getPosixFilePermissions(directory).contains(PosixFilePermission.OTHERS_EXECUTE));
        } catch (IOException | UnsupportedOperationException e) {
            // Without POSIX permissions there is nothing to judge.
            return false;
        }
    }
}
