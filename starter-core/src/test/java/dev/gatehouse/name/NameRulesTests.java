package dev.gatehouse.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.error.InvalidValueException;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameRulesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "report.pdf",
                "Bericht Mai.pdf",
                "a..b",
                "console.txt",
                "com10.txt",
                "COM",
                "100%.txt",
                "~tmp",
                "-rf",
                "$HOME",
                "\u5831\u544a\uff1f.pdf",
                "\u2026 and so on.txt",
                "\ud83d\ude00.png",
                "\uac00\u2801.png",
                "\u2600\ufe0f.png",
                "\ud83c\udf36\ufe0f.png"
            })
    void keepsWhatIsSafe(String text) {
        assertThat(SafeName.of(text).text()).isEqualTo(text);
        assertThat(NameRules.defaults().flawOf(text)).isNull();
    }

    @Test
    void normalises() {
        assertThat(SafeName.of("cafe\u0301").text()).isEqualTo("caf\u00e9");
        assertThat(SafeName.of("cafe\u0301"))
                .isEqualTo(SafeName.of("caf\u00e9"))
                .hasSameHashCodeAs(SafeName.of("caf\u00e9"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '#',
            value = {
                "##!EMPTY",
                "#   #!EMPTY",
                "#\u3000#!EMPTY",
                ".!TRAVERSAL",
                "..!TRAVERSAL",
                "a/b!SEPARATOR",
                "../etc!SEPARATOR",
                "a\\b!SEPARATOR",
                "a\u202ecod.exe!FORMAT_CHARACTER",
                "a\u2066b!FORMAT_CHARACTER",
                "a\u200bb!FORMAT_CHARACTER",
                "a\u034fb!FORMAT_CHARACTER",
                "\u115f!FORMAT_CHARACTER",
                "a\u1160!FORMAT_CHARACTER",
                "a\u17b4b!FORMAT_CHARACTER",
                "a\u180bb!FORMAT_CHARACTER",
                "a\u180fb!FORMAT_CHARACTER",
                "\u2800!FORMAT_CHARACTER",
                "\u3164!FORMAT_CHARACTER",
                "a\ufe00b!FORMAT_CHARACTER",
                "a\ufe0fb!FORMAT_CHARACTER",
                "\ufe0f!FORMAT_CHARACTER",
                "\u2600\ufe0f\ufe0f!FORMAT_CHARACTER",
                "\u2600\ufe0e!FORMAT_CHARACTER",
                "\uffa0!FORMAT_CHARACTER",
                "a\udb40\udd00b!FORMAT_CHARACTER",
                "a\udb40\uddefb!FORMAT_CHARACTER",
                "\ufeffa!FORMAT_CHARACTER",
                "a\udb40\udc41!FORMAT_CHARACTER",
                "a\ud800b!SURROGATE",
                "a\udc00!SURROGATE",
                "a\u0378!UNASSIGNED",
                "a\uffff!UNASSIGNED",
                "C:!RESERVED_CHARACTER",
                "a.txt:stream!RESERVED_CHARACTER",
                "a*!RESERVED_CHARACTER",
                "a?b!RESERVED_CHARACTER",
                "<a>!RESERVED_CHARACTER",
                "a|b!RESERVED_CHARACTER",
                "a\"b!RESERVED_CHARACTER",
                ".hidden!LEADING_DOT",
                "...!LEADING_DOT",
                "# a#!EDGE",
                "#a #!EDGE",
                "a.!EDGE",
                "a\u00a0!EDGE",
                "con!RESERVED_NAME",
                "CON.txt!RESERVED_NAME",
                "nul.tar.gz!RESERVED_NAME",
                "Com1 .txt!RESERVED_NAME",
                "COM0!RESERVED_NAME",
                "lpt\u00b9.txt!RESERVED_NAME",
                "LPT\u00b3!RESERVED_NAME",
                "CONIN$!RESERVED_NAME",
                "\uff23\uff2f\uff2e!RESERVED_NAME",
                "..\uff0fetc!LEADING_DOT",
                "a\uff0fb!LOOK_ALIKE",
                "a\uff3cb!LOOK_ALIKE",
                "\u2100!LOOK_ALIKE",
                "\u2025!LOOK_ALIKE",
                "\u2024\u2024!LOOK_ALIKE"
            })
    void saysWhatIsWrong(String text, NameFlaw flaw) {
        assertThat(NameRules.defaults().flawOf(text)).isEqualTo(flaw);
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> SafeName.of(text))
                .withMessage(flaw.message())
                .satisfies(e -> assertThat(e.code()).isEqualTo(flaw.code()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000.txt",
                "\u0000",
                "a\r\nSet-Cookie: x",
                "a\tb",
                "a\u001b[31m",
                "a\u007f",
                "a\u0085",
                "a\u2028b",
                "a\u2029b"
            })
    void refusesControlCharacters(String text) {
        assertThat(NameRules.defaults().flawOf(text)).isEqualTo(NameFlaw.CONTROL_CHARACTER);
    }

    @Test
    void countsBytesOfTheNormalisedName() {
        NameRules rules = NameRules.defaults();
        assertThat(rules.flawOf("a".repeat(255))).isNull();
        assertThat(rules.flawOf("a".repeat(256))).isEqualTo(NameFlaw.TOO_LONG);
        assertThat(rules.flawOf("\u00e9".repeat(127))).isNull();
        assertThat(rules.flawOf("\u00e9".repeat(128))).isEqualTo(NameFlaw.TOO_LONG);
        assertThat(rules.flawOf("e\u0301".repeat(127))).isNull();
        assertThat(rules.flawOf("\ud83d\ude00".repeat(63))).isNull();
        assertThat(rules.flawOf("\ud83d\ude00".repeat(64))).isEqualTo(NameFlaw.TOO_LONG);
        assertThat(new NameRules(3, false).flawOf("abcd")).isEqualTo(NameFlaw.TOO_LONG);
    }

    @Test
    void allowsALeadingDotIfToldTo() {
        NameRules rules = new NameRules(255, true);
        assertThat(rules.read(".hidden").text()).isEqualTo(".hidden");
        assertThat(rules.flawOf("..")).isEqualTo(NameFlaw.TRAVERSAL);
        assertThat(rules.flawOf("...")).isEqualTo(NameFlaw.EDGE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 256})
    void refusesLengthsThatNoFileSystemHas(int maxBytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NameRules(maxBytes, false))
                .withMessageContaining("1 to 255");
    }

    @Test
    void takesNoTimeForWhatIsMuchTooLong() {
        String text = "\u0315\u0300".repeat(5_000_000);
        Assertions.assertTimeout(
                Duration.ofSeconds(1),
                () -> assertThat(NameRules.defaults().flawOf(text)).isEqualTo(NameFlaw.TOO_LONG));
    }

    @Test
    void foldsCaseTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(NameRules.defaults().flawOf("conin$")).isEqualTo(NameFlaw.RESERVED_NAME);
        } finally {
            Locale.setDefault(before);
        }
    }
}
