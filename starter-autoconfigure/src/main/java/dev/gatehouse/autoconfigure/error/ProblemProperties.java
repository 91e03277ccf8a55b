package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.error.Problem;
import java.net.URI;
import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes over the properties of a {@code ProblemDetail} that are plain values. The text of any other names its class. */
final class ProblemProperties {

    private ProblemProperties() {}

    static Problem addTo(Problem problem, Map<String, ? extends @Nullable Object> properties) {
        Problem told = problem;
        for (Map.Entry<String, ? extends @Nullable Object> property : properties.entrySet()) {
            if (isPlain(property.getValue())) {
                told = told.withExtension(property.getKey(), property.getValue());
            }
        }
        return told;
    }

    private static boolean isPlain(@Nullable Object value) {
        if (value instanceof Collection<?> items) {
            return items.stream().allMatch(ProblemProperties::isPlain);
        }
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().allMatch(ProblemProperties::isPlain);
        }
        return value == null
                || value instanceof CharSequence
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Enum
                || value instanceof TemporalAccessor
                || value instanceof UUID
                || value instanceof URI;
    }
}
