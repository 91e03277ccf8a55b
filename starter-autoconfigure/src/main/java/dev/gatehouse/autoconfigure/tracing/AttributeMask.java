package dev.gatehouse.autoconfigure.tracing;

import dev.gatehouse.autoconfigure.logging.TextMask;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
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
            masked.put((AttributeKey<Object>) key, value);
        }
    }
}
