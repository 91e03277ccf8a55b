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
                "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
                // A red heart, which is a variation of a black one, and a flag that is spelled in tags.
                "\u2764\ufe0f",
                "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc73\udb40\udc63\udb40\udc74\udb40\udc7f",
                "\ud840\udc0b",
                // Mongolian letters around a separator of vowels.
                "\u182d\u180e\u1820",
                // Arabic letters, then a mark that has a number stand on their side.
                "\u0645\u061c1"
            })
    void takesWhatCanBeSeen(String text) {
        assertThat(text).matches(OneLine.VISIBLE).matches(OneLine.VISIBLE_PLAIN).matches(OneLine.PLAIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "\u00a0", "\u034f", "\u061c", "\u17b4", "\u17b5", "\u180b", "\u180e", "\u200b", " \u200b",
                "\u2003", "\u2060", "\u2800", "\u3000", "\u3164", "\ufe00", "\ufe0f", "\ufeff"
            })
    void refusesWhereNothingCanBeSeen(String text) {
        assertThat(text).doesNotMatch(OneLine.VISIBLE).doesNotMatch(OneLine.VISIBLE_PLAIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb",
                "a\tb",
                "a\u0085b",
                "a\u2028b",
                "a\u2029b",
                "a\u202eb",
                "a\u2066b",
                "a\u206ab",
                "a\u206fb",
                "a\ufff9b",
                "a\ufffbb"
            })
    void refusesWhatBreaksTheLine(String text) {
        assertThat(text)
                .doesNotMatch(OneLine.VISIBLE)
                .doesNotMatch(OneLine.VISIBLE_PLAIN)
                .doesNotMatch(OneLine.PLAIN);
    }
}
