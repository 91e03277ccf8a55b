package dev.gatehouse.sample.config;

import java.time.Instant;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Reads times in JSON as {@link ClientTime} does, and nothing else as one. */
final class ClientTimeDeserializer extends StdScalarDeserializer<Instant> {

    ClientTimeDeserializer() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            throw DatabindException.from(parser, "No text.", ClientTime.unreadable());
        }
        try {
            return ClientTime.parse(parser.getString());
        } catch (IllegalArgumentException e) {
            throw DatabindException.from(parser, "No time.", e);
        }
    }
}
