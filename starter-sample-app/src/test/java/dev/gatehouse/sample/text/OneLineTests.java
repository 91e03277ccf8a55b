package dev.gatehouse.sample.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneLineTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada",
                "  Ada Lovelace ",
                "\u00c4d\u00e4",
                "\ud83d\ude00",
                // A family, whose members are joined, and a Persian word with a break between its letters.
                "\ud83d\udc69\u200d\ud83d\udc67",
                "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
            })
    void takesWhatCanBeSeen(String text) {
        assertThat(text).matches(OneLine.VISIBLE).matches(OneLine.VISIBLE_PLAIN).matches(OneLine.PLAIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "\u00a0", "\u200b", " \u200b", "\u2003", "\u2060", "\u2800", "\u3000", "\u3164", "\ufeff"
            })
    void refusesWhereNothingCanBeSeen(String text) {
        assertThat(text).doesNotMatch(OneLine.VISIBLE).doesNotMatch(OneLine.VISIBLE_PLAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\tb", "a\u0085b", "a\u2028b", "a\u2029b", "a\u202eb", "a\u2066b"})
    void refusesWhatBreaksTheLine(String text) {
        assertThat(text)
                .doesNotMatch(OneLine.VISIBLE)
                .doesNotMatch(OneLine.VISIBLE_PLAIN)
                .doesNotMatch(OneLine.PLAIN);
    }
}
