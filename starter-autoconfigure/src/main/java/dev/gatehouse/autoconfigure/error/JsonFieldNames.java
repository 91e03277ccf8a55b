package dev.gatehouse.autoconfigure.error;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.introspect.ClassIntrospector;
import tools.jackson.databind.json.JsonMapper;

/** Names fields as Jackson does, by its naming strategy and {@code @JsonProperty}. Only errors pay for it. */
final class JsonFieldNames implements FieldNames {

    private final JsonMapper mapper;

    JsonFieldNames(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public String translate(Type root, String path) {
        JavaType type = mapper.constructType(root);
        StringBuilder translated = new StringBuilder(path.length() + 8);
        for (String step : path.split("\\.", -1)) {
            int bracket = step.indexOf('[');
            String property = bracket < 0 ? step : step.substring(0, bracket);
            BeanPropertyDefinition definition = type == null ? null : find(type, property);
            translated.append(translated.isEmpty() ? "" : ".");
            translated.append(definition == null ? property : definition.getName());
            type = definition == null ? null : definition.getPrimaryType();
            for (int i = bracket; i >= 0; i = step.indexOf('[', i + 1)) {
                type = type == null ? null : type.getContentType();
            }
            translated.append(bracket < 0 ? "" : step.substring(bracket));
        }
        return translated.toString();
    }

    private @Nullable BeanPropertyDefinition find(JavaType type, String property) {
        DeserializationConfig config = mapper.deserializationConfig();
        ClassIntrospector introspector = config.classIntrospectorInstance().forOperation(config);
        return introspector
                .introspectForDeserialization(type, introspector.introspectClassAnnotations(type))
                .findProperties()
                .stream()
                .filter(definition -> definition.getInternalName().equals(property))
                .findFirst()
                .orElse(null);
    }
}
