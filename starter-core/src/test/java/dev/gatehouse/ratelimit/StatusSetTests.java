package dev.gatehouse.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusSetTests {

    @Test
    void holdsStatusesAndClasses() {
        StatusSet set = StatusSet.of(List.of("2xx", " 404 ", "3XX"));
        assertThat(set.contains(200)).isTrue();
        assertThat(set.contains(299)).isTrue();
        assertThat(set.contains(302)).isTrue();
        assertThat(set.contains(404)).isTrue();
        assertThat(set.contains(403)).isFalse();
        assertThat(set.contains(0)).isFalse();
        assertThat(set.contains(-1)).isFalse();
        assertThat(set.contains(1000)).isFalse();
        assertThat(set).isEqualTo(StatusSet.of(List.of("3xx", "2xx", "404"))).hasToString("2xx, 404 ,3XX");
        assertThat(StatusSet.empty().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2x", "xx", "20", "2000", "6xx", "600", "099", "abc", "-20", "2x0", "२००"})
    void refusesWhatIsNoStatus(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StatusSet.of(List.of(text)))
                .withMessage("'" + text + "' is no HTTP status. Write one, e.g. 404, or a class of them, e.g. 2xx.");
    }
}
