package dev.gatehouse.autoconfigure.environment.secretfile;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.FileSystemResource;

/** Secrets from files, under the names of the environment variables that they stand for. */
final class SecretFilePropertySource extends SystemEnvironmentPropertySource implements OriginLookup<String> {

    /** Spring Boot maps names of variables to properties in sources with this ending. */
    static final String NAME = "gatehouseSecretFiles-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

    private final Map<String, Path> files;

    SecretFilePropertySource(Map<String, Object> secrets, Map<String, Path> files) {
        super(NAME, secrets);
        this.files = files;
    }

    @Override
    public @Nullable Origin getOrigin(String key) {
        Path file = files.get(key);
        return file == null ? null : new TextResourceOrigin(new FileSystemResource(file), null);
    }
}
