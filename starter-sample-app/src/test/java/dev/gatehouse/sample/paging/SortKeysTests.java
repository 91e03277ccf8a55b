package dev.gatehouse.sample.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.error.ProblemException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SortKeysTests {

    private final SortKeys keys = new SortKeys(Map.of("created_at", "createdAt", "name", "name"), "created_at,desc");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name|name: ASC,id: ASC",
                "name,asc|name: ASC,id: ASC",
                "created_at,desc|createdAt: DESC,id: DESC",
            })
    void translatesNamesAndMakesTheOrderTotal(String text, String expected) {
        assertThat(keys.parse(text)).hasToString(expected);
    }

    @Test
    void withoutATextTakesTheFallback() {
        assertThat(keys.parse(null)).isEqualTo(keys.parse("created_at,desc"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ",", "owner_id", "createdAt", "name,down", "name,", "name,asc,desc", "NAME", "name desc"})
    void refusesWhatIsNotOnTheList(String text) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> keys.parse(text))
                .satisfies(e -> assertThat(e.problem().status()).isEqualTo(400))
                .satisfies(e -> assertThat(e.problem().details())
                        .singleElement()
                        .satisfies(detail -> {
                            assertThat(detail.field()).isEqualTo("sort");
                            assertThat(detail.message()).contains("created_at, name");
                        }));
    }
}
