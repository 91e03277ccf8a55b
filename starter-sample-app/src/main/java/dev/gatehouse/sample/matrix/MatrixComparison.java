package dev.gatehouse.sample.matrix;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The vectors are not validated with the request: their number comes first. */
@Schema(description = "Vectors to compare, all of the same length.")
record MatrixComparison(
        @Schema(description = "1 to 200 vectors, one for each row of the answer.", example = "[[1, 0], [1, 1]]")
        @NotEmpty
        List<@Nullable List<@Nullable Double>> left,

        @Schema(description = "1 to 200 vectors, one for each column of the answer.", example = "[[0, 2]]") @NotEmpty
        List<@Nullable List<@Nullable Double>> right) {

    static final int MAX_VECTORS = 200;

    /** As long as there may be of them: nothing grows faster than the number of comparisons. */
    static final int MAX_LENGTH = 200;
}
