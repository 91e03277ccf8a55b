package dev.gatehouse.sample.item;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Request bodies that tests start from. */
final class ItemFixture {

    static final String ITEMS = "/api/v1/items";

    private ItemFixture() {}

    static String named(String name) {
        return """
                {"name":"%s","quantity":1}""".formatted(name);
    }

    static String referenced(String ref) {
        return """
                {"external_ref":"%s","name":"Bolt","quantity":1}""".formatted(ref);
    }

    static String batch(String... rows) {
        return "{\"items\":[" + String.join(",", rows) + "]}";
    }

    static String batchOf(int rows) {
        return IntStream.range(0, rows)
                .mapToObj(i -> named("item " + i))
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
    }
}
