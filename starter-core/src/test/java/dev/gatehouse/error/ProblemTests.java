package dev.gatehouse.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTests {

    @ParameterizedTest
    @CsvSource({"PT0S, 1", "PT0.001S, 1", "PT1S, 1", "PT1.001S, 2", "PT59.5S, 60"})
    void roundsRetryAfterUpToAtLeastOneSecond(Duration wait, String seconds) {
        assertThat(Problem.of(ErrorCode.UNAVAILABLE).withRetryAfter(wait).headers())
                .containsEntry("Retry-After", List.of(seconds));
    }

    @Test
    void isNotChangedByWhatIsAddedToACopy() {
        Problem problem = Problem.of(ErrorCode.CONFLICT);
        problem.withMessage("other").withHeader("A", "b").withExtension("c", List.of("d"));
        assertThat(problem.message()).isEqualTo(ErrorCode.CONFLICT.message());
        assertThat(problem.headers()).isEmpty();
        assertThat(problem.extensions()).isEmpty();
    }

    @Test
    void raisesAProblemOfEachCategory() {
        assertThat(ProblemException.authentication("m").problem().status()).isEqualTo(401);
        assertThat(ProblemException.authorization("m").problem().status()).isEqualTo(403);
        assertThat(ProblemException.validation(List.of()).problem().status()).isEqualTo(400);
        assertThat(ProblemException.notFound("m").problem().status()).isEqualTo(404);
        assertThat(ProblemException.conflict("stale", "m").problem().code().code())
                .isEqualTo("stale");
        assertThat(ProblemException.businessRule("too_late", "m").problem().status())
                .isEqualTo(422);
        assertThat(ProblemException.unavailable("m", Duration.ofSeconds(3))
                        .problem()
                        .headers())
                .containsEntry("Retry-After", List.of("3"));
    }

    @Test
    void spendsNoStackTraceOnARefusal() {
        assertThat(ProblemException.notFound("m").getStackTrace()).isEmpty();
        assertThat(ProblemException.unavailable("m", Duration.ZERO).getStackTrace())
                .isNotEmpty();
    }
}
