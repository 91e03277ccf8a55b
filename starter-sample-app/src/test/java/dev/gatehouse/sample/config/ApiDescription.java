package dev.gatehouse.sample.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** The description of the API, to hold answers against: as much of JSON Schema as it uses for them. */
final class ApiDescription {

    private final JsonNode api;

    ApiDescription(JsonNode api) {
        this.api = api;
    }

    JsonNode operation(String method, String path) {
        return api.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
    }

    /** What of an answer is not as described. */
    List<String> violations(String method, String path, int status, JsonNode answer) {
        List<String> found = new ArrayList<>();
        JsonNode content = operation(method, path)
                .path("responses")
                .path(String.valueOf(status))
                .path("content")
                .path("application/json");
        compare(answer, content.path("schema"), method + " " + path, found);
        return found;
    }

    private void compare(JsonNode value, JsonNode schema, String place, List<String> found) {
        if (!schema.isObject()) {
            found.add(place + " is not described");
        } else if (schema.has("$ref")) {
            String name = schema.path("$ref").asString().replace("#/components/schemas/", "");
            compare(value, api.path("components").path("schemas").path(name), place, found);
        } else if (schema.has("anyOf")) {
            compareWithAny(value, schema.path("anyOf"), place, found);
        } else if (schema.has("type") && !types(schema).contains(type(value))) {
            found.add(place + " is " + type(value) + ", described as " + types(schema));
        } else if (schema.has("enum") && !contains(schema.path("enum"), value)) {
            found.add(place + " is none of " + schema.path("enum"));
        } else {
            compareParts(value, schema, place, found);
        }
    }

    private void compareWithAny(JsonNode value, JsonNode schemas, String place, List<String> found) {
        List<String> last = new ArrayList<>();
        for (JsonNode schema : schemas) {
            last = new ArrayList<>();
            compare(value, schema, place, last);
            if (last.isEmpty()) {
                return;
            }
        }
        found.addAll(last);
    }

    private void compareParts(JsonNode value, JsonNode schema, String place, List<String> found) {
        if (!schema.has("type")) {
            return;
        }
        for (JsonNode item : value.isArray() ? value.values() : List.<JsonNode>of()) {
            compare(item, schema.path("items"), place + "[]", found);
        }
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            JsonNode described = schema.path("properties").path(member.getKey());
            compare(
                    member.getValue(),
                    described.isMissingNode() ? schema.path("additionalProperties") : described,
                    place + "." + member.getKey(),
                    found);
        }
    }

    private static List<String> types(JsonNode schema) {
        JsonNode types = schema.path("type");
        return types.isArray() ? types.values().stream().map(JsonNode::asString).toList() : List.of(types.asString());
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case POJO, BINARY, MISSING -> throw new IllegalArgumentException("This is no JSON.");
            default -> value.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }

    private static boolean contains(JsonNode values, JsonNode value) {
        return values.values().stream().anyMatch(each -> Objects.equals(each, value));
    }
}
