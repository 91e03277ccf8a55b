package dev.gatehouse.autoconfigure.logging;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter.MemberPath;
import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.json.WritableJson;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Masks secrets in JSON log lines, by the name of a member and by the look of a value, stack traces included; and keeps
 * a line whose context keys collide. Spring Boot makes one for each log format, from {@code spring.factories}.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
final class MaskingJsonMembersCustomizer implements StructuredLoggingJsonMembersCustomizer<Object> {

    private final Environment environment;

    MaskingJsonMembersCustomizer(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void customize(Members<Object> members) {
        if (!LoggingSettings.isOn(environment)) {
            return;
        }
        if (LoggingDefaults.ownsContext(environment)) {
            ContextMembers.addTo(members, environment);
        }
        LoggingProperties.Masking masking = LoggingSettings.masking(environment);
        if (masking.enabled()) {
            SecretMask mask = new SecretMask(new SecretNames(masking.names()));
            members.applyingValueProcessor((path, value) -> masked(mask, path, value));
        }
    }

    private static @Nullable Object masked(SecretMask mask, MemberPath path, @Nullable Object value) {
        if (value == null || value instanceof WritableJson) {
            return value;
        }
        if (isSecret(mask, path)) {
            return SecretMask.MASK;
        }
        if (value instanceof Number || value instanceof Boolean || isStructure(value)) {
            return value;
        }
        return mask.mask(text(value));
    }

    /** The elements of a list have the name of the list. */
    private static boolean isSecret(SecretMask mask, MemberPath path) {
        MemberPath named = path;
        while (named.name() == null && named.parent() != null) {
            named = named.parent();
        }
        return named.name() != null && mask.names().matches(named.name());
    }

    /** Spring Boot goes through these and asks for each element. */
    private static boolean isStructure(Object value) {
        return value instanceof Map
                || value instanceof Iterable && !(value instanceof java.nio.file.Path)
                || value.getClass().isArray();
    }

    /** A broken object must not cost the line. */
    private static String text(Object value) {
        try {
            return String.valueOf(value.toString());
        } catch (RuntimeException e) {
            return value.getClass().getName() + ".toString() failed: "
                    + e.getClass().getName();
        }
    }
}
