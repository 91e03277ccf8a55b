package dev.gatehouse.autoconfigure;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/**
 * Why the text of a property could not be turned into its type, and what to write instead.
 *
 * @param reason the reason, in the words of the type; null if it has none
 * @param form what follows "Change" and the name of the property
 */
public record UnreadableValue(@Nullable String reason, String form) {

    /**
     * Says it for one text.
     *
     * @param wanted the type of the property
     * @param root what the type said, the innermost cause
     * @return reason and remedy
     */
    public static UnreadableValue of(ResolvableType wanted, Throwable root) {
        Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(valueType(wanted));
        return new UnreadableValue(
                type.isEnum() ? "The value is none of those that are known." : root.getMessage(), form(type));
    }

    /** Of a list it is one entry that cannot be read. */
    private static Class<?> valueType(ResolvableType type) {
        Class<?> element = type.asCollection().getGeneric(0).resolve();
        return element == null ? type.resolve(Object.class) : element;
    }

    private static String form(Class<?> type) {
        if (type == Boolean.class) {
            return " to true or false.";
        }
        if (type == Integer.class || type == Long.class) {
            return " to a whole number.";
        }
        if (type == Double.class) {
            return " to a number, e.g. 12.5.";
        }
        if (type == Duration.class) {
            return " to a duration with its unit, e.g. 500ms, 10s or 5m.";
        }
        if (type == DataSize.class) {
            return " to a size with its unit, e.g. 512KB or 10MB.";
        }
        if (type.isEnum()) {
            return " to one of: " + names(type) + ".";
        }
        return " as the reason says, or remove it to use the default.";
    }

    private static String names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant ->
                        ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
    }
}
