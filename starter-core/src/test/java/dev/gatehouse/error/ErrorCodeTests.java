package dev.gatehouse.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorCodeTests {

    @ParameterizedTest
    @CsvSource({
        "404, 404, not_found",
        "416, 416, range_not_satisfiable",
        "429, 429, rate_limit_exceeded",
        "418, 418, bad_request",
        "599, 599, internal_error",
        "200, 500, internal_error",
        "0, 500, internal_error",
        "999, 500, internal_error"
    })
    void knowsACodeForEveryStatus(int asked, int status, String code) {
        ErrorCode found = ErrorCode.forStatus(asked);
        assertThat(found.status()).isEqualTo(status);
        assertThat(found.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Upper", "with-dash", "1st", "_a", "umlaut_ä"})
    void refusesANameThatIsNotSnakeCase(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ErrorCode(name, 400, "m", ErrorCategory.REQUEST, ErrorSeverity.INFO))
                .withMessageContaining("order_already_paid");
    }

    @Test
    void refusesAStatusThatIsNoError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ErrorCode("fine", 200, "m", ErrorCategory.REQUEST, ErrorSeverity.INFO))
                .withMessageContaining("400 to 599");
    }
}
