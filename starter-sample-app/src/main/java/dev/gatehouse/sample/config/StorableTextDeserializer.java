package dev.gatehouse.sample.config;

import dev.gatehouse.error.InvalidValueException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;

/**
 * Refuses text that PostgreSQL cannot store, U+0000 and half of a surrogate pair: the client's mistake would surface as
 * a failed insert otherwise.
 */
final class StorableTextDeserializer extends StringDeserializer {

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        String text = super.deserialize(parser, context);
        if (text != null && !isStorable(text)) {
            throw DatabindException.from(parser, "The text cannot be stored.", notStorable());
        }
        return text;
    }

    private static InvalidValueException notStorable() {
        return new InvalidValueException(
                "Must not hold the character U+0000, nor one half of a surrogate pair.", "not_storable");
    }

    private static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }
}
