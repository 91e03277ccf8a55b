package dev.gatehouse.autoconfigure.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("any-boot")
class ContextTreeTests {

    private final ContextTree flat = ContextTree.flat("", "message"::equals);
    private final ContextTree nested = ContextTree.nested("", "log"::equals);

    @Test
    void keepsNamesThatCollideWithNothing() {
        flat.add("request_id", "1");
        flat.add("a.b", 2);
        assertThat(flat.members()).containsExactly(Map.entry("request_id", "1"), Map.entry("a.b", 2));
    }

    @Test
    void movesAReservedNameAside() {
        flat.add("message", "forged");
        nested.add("log", "forged");
        nested.add("log.level", "forged");
        assertThat(flat.members()).containsExactly(Map.entry("context_message", "forged"));
        assertThat(nested.members()).containsOnlyKeys("log_level", "context_log");
    }

    @Test
    void numbersASecondValueOfAName() {
        flat.add("user", "a");
        flat.add("user", "b");
        flat.add("user", "c");
        flat.add("user", "a");
        assertThat(flat.members()).containsOnlyKeys("user", "user_2", "user_3");
    }

    @Test
    void aDotOpensAnObject() {
        nested.add("client.ip", "x");
        nested.add("client.port", 1);
        assertThat(nested.members()).containsExactly(Map.entry("client", Map.of("ip", "x", "port", 1)));
    }

    @Test
    void aNameThatIsBothValueAndObjectKeepsBoth() {
        nested.add("a", 1);
        nested.add("a.b", 2);
        nested.add("c.d", 3);
        nested.add("c", 4);
        nested.add("c.d", 5);
        assertThat(nested.members())
                .containsOnlyKeys("a", "a_b", "c", "c_2", "c_d")
                .containsEntry("a_b", 2);
    }

    @Test
    void oddKeysMakeNoEmptyNames() {
        nested.add(null, 1);
        nested.add("", 1);
        nested.add("..", 1);
        nested.add("a..b", 2);
        nested.add("x.", 3);
        nested.add(".y", 4);
        nested.add("d.".repeat(1000) + "e", 5);
        assertThat(nested.members().keySet()).noneMatch(String::isEmpty).hasSize(5);
    }

    @Test
    void thePrefixIsJoinedAsSpringBootJoinsIt() {
        ContextTree prefixed = ContextTree.flat("ctx", "message"::equals);
        prefixed.add("message", "m");
        ContextTree object = ContextTree.nested("ctx.", "log"::equals);
        object.add("log", "l");
        assertThat(prefixed.members()).containsOnlyKeys("ctx_message");
        assertThat(object.members()).containsExactly(Map.entry("ctx", Map.of("log", "l")));
    }
}
