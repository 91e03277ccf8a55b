package dev.gatehouse.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTests {

    private static final List<String> KNOWN =
            List.of("gatehouse.rate-limit.enabled", "gatehouse.headers.enabled", "gatehouse.rate-limit.default-limit");

    @ParameterizedTest
    @CsvSource({
        "gatehouse.rate-limit.enable, gatehouse.rate-limit.enabled",
        "gatehouse.ratelimit.enabled, gatehouse.rate-limit.enabled",
        "gatehouse.rate-limit.enabeld, gatehouse.rate-limit.enabled",
        "gatehouse.header.enabled, gatehouse.headers.enabled",
        "gatehouse.rate-limit.defaul-limits, gatehouse.rate-limit.default-limit"
    })
    void findsWhatWasMeant(String typed, String meant) {
        assertThat(NearestName.of(typed, KNOWN)).isEqualTo(meant);
    }

    @Test
    void suggestsNothingThatIsFarAway() {
        assertThat(NearestName.of("gatehouse.something.else", KNOWN)).isNull();
    }

    @Test
    void knowsUntilWhenAJdkIsSupported() {
        assertThat(JavaSupport.until(17)).isEqualTo(LocalDate.of(2027, 10, 31));
        assertThat(JavaSupport.until(99)).isNull();
    }
}
