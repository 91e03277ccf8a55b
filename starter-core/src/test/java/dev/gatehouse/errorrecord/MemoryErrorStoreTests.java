package dev.gatehouse.errorrecord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.error.ErrorCategory;
import dev.gatehouse.error.ErrorSeverity;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryErrorStoreTests {

    private final MemoryErrorStore store = new MemoryErrorStore(3, 2);

    private void happens(String error, int second) {
        store.record(
                List.of(new ErrorOccurrence(fingerprint(error), Instant.ofEpochSecond(second), "request-" + second)));
    }

    private static ErrorFingerprint fingerprint(String error) {
        return new ErrorFingerprint(error, "/orders/{id}", ErrorCategory.INTERNAL, ErrorSeverity.ERROR);
    }

    private List<String> errors() {
        return store.list(100).stream()
                .map(group -> group.fingerprint().error())
                .toList();
    }

    @Test
    void groupsByWhatErrorsHaveInCommon() {
        happens("a", 1);
        happens("b", 2);
        happens("a", 3);
        happens("a", 4);
        assertThat(errors()).containsExactly("a", "b");
        ErrorGroup group = store.list(1).get(0);
        assertThat(group.count()).isEqualTo(3);
        assertThat(group.firstSeen()).isEqualTo(Instant.ofEpochSecond(1));
        assertThat(group.lastSeen()).isEqualTo(Instant.ofEpochSecond(4));
        assertThat(group.requestIds()).containsExactly("request-4", "request-3");
        assertThat(store.find(group.id())).isEqualTo(group);
    }

    @Test
    void letsTheGroupGoThatWasNotSeenForTheLongestTime() {
        happens("a", 1);
        happens("b", 2);
        happens("c", 3);
        happens("a", 4);
        assertThat(store.evicted()).isZero();
        happens("d", 5);
        assertThat(errors()).containsExactly("d", "a", "c");
        assertThat(store.evicted()).isEqualTo(1);
    }

    @Test
    void staysBoundedUnderAFloodOfGroups() {
        for (int i = 0; i < 10_000; i++) {
            happens("error-" + i, i);
        }
        assertThat(store.list(Integer.MAX_VALUE)).hasSize(3);
        assertThat(store.evicted()).isEqualTo(9_997);
    }

    @Test
    void forgetsOneOrAll() {
        happens("a", 1);
        happens("b", 2);
        String id = fingerprint("a").id();
        assertThat(store.remove(id)).isTrue();
        assertThat(store.remove(id)).isFalse();
        assertThat(store.find(id)).isNull();
        assertThat(errors()).containsExactly("b");
        store.clear();
        assertThat(errors()).isEmpty();
    }

    @Test
    void namesAGroupAlikeOnEveryInstance() {
        assertThat(fingerprint("a").id())
                .isEqualTo("6c111bf66e7ceb8d")
                .isEqualTo(fingerprint("a").id());
        assertThat(fingerprint("b").id()).isNotEqualTo(fingerprint("a").id());
    }

    @Test
    void shortensWhatIsTooLong() {
        assertThat(fingerprint("x".repeat(1000)).error()).hasSize(200);
    }
}
