package dev.gatehouse.autoconfigure.batch;

import dev.gatehouse.batch.BatchLimits;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * How many elements a batch may have, where a field or parameter is annotated with MaxBatchSize.
 *
 * @param enabled whether batches are limited
 * @param importSize how many elements a request may bring where the annotation names "import", at least 1
 * @param exportSize how many elements a request may ask for where the annotation names "export", at least 1
 * @param limits further limits by a name of your own, at least 1 each
 */
@ConfigurationProperties("gatehouse.batch")
public record BatchProperties(
        @DefaultValue("true") boolean enabled,
        @Name("import") @DefaultValue("1000") int importSize,
        @Name("export") @DefaultValue("10000") int exportSize,
        @DefaultValue Map<String, Integer> limits) {

    /**
     * Copies the map and checks the limits.
     *
     * @throws InvalidConfigurationPropertyValueException if a limit is less than 1, or import or export stands among the
     *     further ones
     */
    public BatchProperties {
        limits = Map.copyOf(limits);
        check("import", importSize);
        check("export", exportSize);
        limits.forEach((name, limit) -> {
            if (name.equals(BatchLimits.IMPORT) || name.equals(BatchLimits.EXPORT)) {
                throw new InvalidConfigurationPropertyValueException(
                        "gatehouse.batch.limits." + name, limit, "Set gatehouse.batch." + name + " instead.");
            }
            check("limits." + name, limit);
        });
    }

    BatchLimits toLimits() {
        Map<String, Integer> all = new HashMap<>(limits);
        all.put(BatchLimits.IMPORT, importSize);
        all.put(BatchLimits.EXPORT, exportSize);
        return new BatchLimits(all, enabled);
    }

    private static void check(String name, int limit) {
        if (limit < 1) {
            throw new InvalidConfigurationPropertyValueException("gatehouse.batch." + name, limit, "Use at least 1.");
        }
    }
}
