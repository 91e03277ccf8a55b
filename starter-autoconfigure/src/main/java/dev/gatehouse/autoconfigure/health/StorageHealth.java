package dev.gatehouse.autoconfigure.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Whether directories can be written, tried out with an empty file, and have space left. */
final class StorageHealth extends AbstractHealthIndicator {

    private final List<Path> directories;
    private final long minFree;

    StorageHealth(List<Path> directories, long minFree) {
        super("The check of the storage failed.");
        this.directories = directories;
        this.minFree = minFree;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up();
        for (Path directory : directories) {
            check(directory, builder);
        }
    }

    private void check(Path directory, Health.Builder builder) {
        try {
            Files.delete(Files.createTempFile(directory, ".gatehouse-health", null));
            long free = Files.getFileStore(directory).getUsableSpace();
            builder.withDetail(directory.toString(), Map.of("writable", true, "free_bytes", free));
            if (free < minFree) {
                builder.down();
            }
        } catch (IOException e) {
            builder.down();
            builder.withDetail(
                    directory.toString(),
                    Map.of("writable", false, "error", e.getClass().getSimpleName()));
        }
    }
}
