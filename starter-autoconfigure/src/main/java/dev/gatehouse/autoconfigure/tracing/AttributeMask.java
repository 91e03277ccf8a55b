package dev.gatehouse.autoconfigure.tracing;

import dev.gatehouse.mask.TextMask;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.util.ArrayList;
import java.util.List;

/** Masks the texts among attributes; numbers and truth values stay unless their name is that of a secret. Thread-safe. */
final class AttributeMask {

    private final TextMask mask;

    AttributeMask(TextMask mask) {
        this.mask = mask;
    }

    String text(String text) {
        return mask.mask(text);
    }

    Attributes attributes(Attributes attributes) {
        AttributesBuilder masked = Attributes.builder();
        attributes.forEach((key, value) -> put(masked, key, value));
        return masked.build();
    }

    @SuppressWarnings("unchecked")
    private void put(AttributesBuilder masked, AttributeKey<?> key, Object value) {
        String name = key.getKey();
        if (key.getType() == AttributeType.STRING) {
            masked.put(name, mask.mask(name, String.valueOf(value)));
        } else if (mask.isSecret(name)) {
            masked.put(name, TextMask.REPLACEMENT);
        } else if (key.getType() == AttributeType.STRING_ARRAY) {
            List<?> values = (List<?>) value;
            masked.put(
                    name,
                    values.stream()
                            .map(element -> mask.mask(name, String.valueOf(element)))
                            .toArray(String[]::new));
        } else {
            // Asked of the value, for the type VALUE is younger than the oldest OpenTelemetry that has to do.
            masked.put((AttributeKey<Object>) key, value instanceof Value<?> tree ? masked(name, tree) : value);
        }
    }

    /** A structured value, in which names count as those of attributes do. */
    @SuppressWarnings("unchecked")
    private Value<?> masked(String name, Value<?> value) {
        if (mask.isSecret(name)) {
            return Value.of(TextMask.REPLACEMENT);
        }
        return switch (value.getType()) {
            case STRING -> Value.of(mask.mask(name, (String) value.getValue()));
            case ARRAY -> elements(name, (List<Value<?>>) value.getValue());
            case KEY_VALUE_LIST -> members((List<KeyValue>) value.getValue());
            default -> value;
        };
    }

    private Value<?> elements(String name, List<Value<?>> elements) {
        List<Value<?>> masked = new ArrayList<>(elements.size());
        elements.forEach(element -> masked.add(masked(name, element)));
        return Value.of(masked);
    }

    private Value<?> members(List<KeyValue> members) {
        return Value.of(members.stream()
                .map(member -> KeyValue.of(member.getKey(), masked(member.getKey(), member.getValue())))
                .toArray(KeyValue[]::new));
    }
}
