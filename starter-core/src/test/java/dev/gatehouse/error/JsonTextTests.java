package dev.gatehouse.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A real JSON parser judges what is written by hand. */
class JsonTextTests {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void writesEveryKindOfMember() {
        String json = new JsonText()
                .begin()
                .member("text", "a")
                .member("number", 42)
                .member("truth", true)
                .member("list", List.of("b", "c"))
                .beginArray("objects")
                .begin()
                .member("d", "e")
                .end()
                .begin()
                .member("f", "g")
                .end()
                .endArray()
                .end()
                .toString();
        assertThat(json)
                .isEqualTo("{\"text\":\"a\",\"number\":42,\"truth\":true,\"list\":[\"b\",\"c\"],"
                        + "\"objects\":[{\"d\":\"e\"},{\"f\":\"g\"}]}");
    }

    @Test
    void separatesMembersWhoseValueEndsLikeAnOpening() {
        String json = new JsonText()
                .begin()
                .member("a", "{")
                .member("b", "[")
                .member("c", List.of(":", "x"))
                .end()
                .toString();
        assertThat(JSON.readValue(json, Map.class)).containsEntry("a", "{").containsEntry("b", "[");
    }

    @Test
    void escapesWhatMeansSomethingToHtml() {
        assertThat(new JsonText().begin().member("a", "</script>&\u2028").end().toString())
                .isEqualTo("{\"a\":\"\\u003c/script\\u003e\\u0026\\u2028\"}");
    }

    @Test
    void anyTextComesBackAsItWas() {
        Random random = new Random(42);
        for (int round = 0; round < 5000; round++) {
            String text = random.ints(random.nextInt(20), 0, 0x3000)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            String json = new JsonText().begin().member(text, text).end().toString();
            assertThat(JSON.readValue(json, Map.class)).containsEntry(text, text);
        }
    }

    @Test
    void writesValuesOfMapsAndCollections() {
        Map<String, Object> values = new java.util.LinkedHashMap<>();
        values.put("text", "{");
        values.put("number", 1.5);
        values.put("none", null);
        values.put("list", List.of(Map.of("a", 1), "b", List.of(), true));
        values.put("infinite", Double.NaN);
        values.put("other", java.time.Duration.ofSeconds(1));
        String json =
                new JsonText().begin().member("x", values).member("y", 1).end().toString();
        assertThat(json)
                .isEqualTo("{\"x\":{\"text\":\"{\",\"number\":1.5,\"none\":null,\"list\":[{\"a\":1},\"b\",[],true],"
                        + "\"infinite\":\"NaN\",\"other\":\"PT1S\"},\"y\":1}");
    }

    @Test
    void writesArraysAsLists() {
        Map<String, Object> values = new java.util.TreeMap<>(
                Map.of("a", new int[] {1, 2}, "b", new String[] {"x"}, "c", new boolean[] {true}, "d", new Object[0]));
        assertThat(written(values)).isEqualTo("{\"a\":[1,2],\"b\":[\"x\"],\"c\":[true],\"d\":[]}");
    }

    @Test
    void writesAPathWhichIsMadeOfPathsAsText() {
        assertThat(written(Map.of("directory", Path.of("spool")))).isEqualTo("{\"directory\":\"spool\"}");
    }

    @Test
    void leavesOutWhatHoldsItself() {
        Map<String, Object> self = new TreeMap<>();
        Object[] array = {self, null};
        array[1] = array;
        self.put("a", List.of(self));
        self.put("b", array);
        assertThat(written(self)).isEqualTo("{\"a\":[\"...\"],\"b\":[\"...\",\"...\"]}");
    }

    @Test
    void aMapThatHoldsItselfManyTimesStaysSmall() {
        Map<String, Object> node = new HashMap<>();
        for (int i = 0; i < 20; i++) {
            node.put("neighbour" + i, Map.of("node", node));
        }
        assertThat(written(node)).hasSizeLessThan(1000);
    }

    @Test
    void writesWhatIsHeldTwiceSideBySide() {
        List<Integer> shared = List.of(1);
        assertThat(written(Map.of("x", List.of(shared, shared)))).isEqualTo("{\"x\":[[1],[1]]}");
    }

    @Test
    void leavesOutWhatIsTooDeep() {
        Object nested = "bottom";
        for (int i = 0; i < 15; i++) {
            nested = List.of(nested);
        }
        assertThat(written(Map.of("x", nested))).contains("bottom").doesNotContain("...");
        assertThat(written(Map.of("x", List.of(nested)))).contains("...").doesNotContain("bottom");
    }

    @Test
    void leavesOutTheRestOfWhatBecomesTooLong() {
        Object shared = Map.of("text", "x".repeat(1000));
        for (int i = 0; i < 10; i++) {
            shared = i % 2 == 0 ? Collections.nCopies(10, shared) : copies(shared);
        }
        assertThat(written(Map.of("x", shared))).hasSizeBetween(1_000_000, 1_010_000);
        assertThat(written(Map.of("x", new byte[2_000_000]))).hasSizeLessThan(1_000_100);
    }

    private static Map<String, Object> copies(Object value) {
        return IntStream.range(0, 10).boxed().collect(Collectors.toMap(i -> "copy" + i, i -> value));
    }

    @Test
    void writesWhatHasNoTextAsEmptyText() {
        Object failing = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException();
            }
        };
        Object silent = new Object() {
            @Override
            @SuppressWarnings("NullAway")
            public String toString() {
                return null;
            }
        };
        assertThat(written(Map.of("a", failing))).isEqualTo("{\"a\":\"\"}");
        assertThat(written(Map.of("a", silent))).isEqualTo("{\"a\":\"\"}");
    }

    private static String written(Map<String, ?> values) {
        String json = new JsonText().begin().member("x", values).end().toString();
        assertThat(JSON.readValue(json, Map.class)).containsKey("x");
        return json.substring("{\"x\":".length(), json.length() - 1);
    }
}
