package dev.gatehouse.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaRangeTests {

    @ParameterizedTest
    @CsvSource({
        "application/json, application/json, true",
        "application/json, APPLICATION/JSON; charset=utf-8, true",
        "application/json, 'application/json ;charset=utf-8', true",
        "application/json, application/jsonp, false",
        "application/json, application/jso, false",
        "application/json, text/json, false",
        "image/*, image/png, true",
        "image/*, images/png, false",
        "image/*, image/, false",
        "image/*, image, false",
        "*/*, text/plain, true",
        "*/*, nonsense, false",
        "application/*+json, application/problem+json, true",
        "application/*+json, application/vnd.a.b+JSON;v=1, true",
        "application/*+json, application/json, false",
        "application/*+json, application/+json, false",
        "application/*+json, application/a+xml, false",
    })
    void includesTypesOfItsKind(String range, String type, boolean included) {
        assertThat(MediaRange.of(range).includes(type)).isEqualTo(included);
    }

    @Test
    void includesNoMissingType() {
        assertThat(MediaRange.of("*/*").includes(null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "json", "/json", "application/", "*/json", "application/js on", "a/b/c", "a/b;c=d"})
    void refusesWhatIsNoMediaType(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MediaRange.of(text))
                .withMessageContaining("Write e.g. application/json, image/* or application/*+json.");
    }

    @Test
    void comparesWithoutCase() {
        assertThat(MediaRange.of("Image/*")).isEqualTo(MediaRange.of("image/*")).hasToString("Image/*");
        assertThat(MediaRange.of("Image/*")).hasSameHashCodeAs(MediaRange.of("image/*"));
        assertThat(MediaRange.of("image/*")).isNotEqualTo(MediaRange.of("image/png"));
    }
}
