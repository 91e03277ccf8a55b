package dev.gatehouse.autoconfigure.logging;

import dev.gatehouse.mask.SecretMask;
import dev.gatehouse.mask.TextMask;
import java.util.function.UnaryOperator;
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
        LoggingProperties.Masking masking = LoggingSettings.masking(environment);
        SecretMask mask = masking.enabled() ? SecretMask.of(masking.names()) : null;
        if (LoggingDefaults.ownsContext(environment)) {
            ContextMembers.addTo(members, environment, mask == null ? UnaryOperator.identity() : mask::mask);
        }
        if (mask != null) {
            members.applyingValueProcessor((path, value) -> masked(mask, path, value));
        }
    }

    private static @Nullable Object masked(SecretMask mask, MemberPath path, @Nullable Object value) {
        if (value == null || value instanceof WritableJson) {
            return value;
        }
        if (isSecret(mask, path)) {
            return TextMask.REPLACEMENT;
        }
        if (value instanceof Number || value instanceof Boolean || LoggedValue.isStructure(value)) {
            return value;
        }
        return mask.mask(LoggedValue.text(value));
    }

    /** The elements of a list have the name of the list. A name may be spread over objects, as ECS does with its dots. */
    private static boolean isSecret(SecretMask mask, MemberPath path) {
        MemberPath named = path;
        while (named.name() == null && named.parent() != null) {
            named = named.parent();
        }
        String name = named.name() == null ? null : ContextTree.withoutNumber(named.name());
        if (name == null || mask.isSecret(name)) {
            return name != null;
        }
        return named.parent() != null && mask.isEndOfSecret(name) && mask.isSecret(joined(named));
    }

    private static String joined(MemberPath path) {
        StringBuilder joined = new StringBuilder();
        for (MemberPath part = path; part != null; part = part.parent()) {
            if (part.name() != null) {
                joined.insert(0, ContextTree.withoutNumber(part.name())).insert(0, '.');
            }
        }
        return joined.toString();
    }
}
