package dev.gatehouse.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTests {

    @ParameterizedTest
    @ValueSource(strings = {"", "Upper", "two words", "../x", "1st", "a-b"})
    void takesOnlyWordsThatMayBecomeTags(String word) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Refusal(word, "reason"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Refusal("filter", word));
    }

    @Test
    void staysOnTheProblemWhenMoreIsAdded() {
        Refusal refusal = new Refusal("trusted_hosts", "not_allowed");
        Problem problem = Problem.of(ErrorCode.BAD_REQUEST).refusedBy(refusal);
        assertThat(problem.withMessage("m").withHeader("A", "b").refusal()).isEqualTo(refusal);
        assertThat(Problem.of(ErrorCode.BAD_REQUEST).refusal()).isNull();
    }
}
