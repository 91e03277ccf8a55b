package dev.gatehouse.requestid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdSettingsTests {

    private final RequestIdSettings settings = RequestIdSettings.defaults();

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "ok-1_2.3", "4bf92f3577b34da6a3ce929d0e0e4736", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"})
    void allowsLettersDigitsDotUnderscoreAndDash(String id) {
        assertThat(settings.allows(id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "$(id)",
                "a\r\nb",
                "a\u0000b",
                "ä",
                "a/b",
                "a,b",
                "<script>",
                "${jndi:x}",
                "\u0130"
            })
    void allowsNothingElse(String id) {
        assertThat(settings.allows(id)).isFalse();
    }

    @Test
    void allowsAsMuchAsTheLengthSays() {
        assertThat(settings.allows("a".repeat(64))).isTrue();
        assertThat(settings.allows("a".repeat(65))).isFalse();
        assertThat(withLength(128).allows("a".repeat(128))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 129})
    void refusesALengthOutOfBounds(int length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withLength(length))
                .withMessageContaining("1 to 128");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X Request", "X:Y", "X\r\nY"})
    void refusesAHeaderThatIsNoToken(String header) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestIdSettings(header, "id", 64, InvalidIdPolicy.REGENERATE))
                .withMessageContaining("X-Request-ID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a}b", "a b"})
    void refusesAKeyThatWouldBreakALogPattern(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestIdSettings("X-Id", key, 64, InvalidIdPolicy.REGENERATE))
                .withMessageContaining("request_id");
    }

    private static RequestIdSettings withLength(int length) {
        return new RequestIdSettings("X-Request-ID", "request_id", length, InvalidIdPolicy.REGENERATE);
    }
}
