package dev.gatehouse.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.error.FieldProblem;
import dev.gatehouse.error.ProblemException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchLimitsTests {

    @Test
    void takesAThousandToImportAndTenThousandToExport() {
        BatchLimits limits = BatchLimits.defaults();
        limits.check(BatchLimits.IMPORT, 1000, "items");
        limits.check(BatchLimits.EXPORT, 10_000, "size");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> limits.check(BatchLimits.IMPORT, 1001, "items"))
                .satisfies(e -> assertThat(e.problem().status()).isEqualTo(400))
                .satisfies(e -> assertThat(e.problem().details())
                        .containsExactly(
                                new FieldProblem("items", "Must have at most 1000 elements.", "max_batch_size")));
    }

    @Test
    void namesTheLimitsThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BatchLimits.defaults().of("orders"))
                .withMessageContaining("'orders'")
                .withMessageContaining("[export, import]");
    }

    @Test
    void refusesALimitThatAllowsNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchLimits(Map.of("orders", 0), true))
                .withMessageContaining("orders");
    }

    @Test
    void limitsNothingWhenNotEnforced() {
        new BatchLimits(Map.of("orders", 1), false).check("orders", Integer.MAX_VALUE, "orders");
    }
}
