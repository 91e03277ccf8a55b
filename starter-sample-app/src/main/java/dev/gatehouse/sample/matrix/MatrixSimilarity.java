package dev.gatehouse.sample.matrix;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** How alike the vectors are. */
@Schema(description = "The cosine similarity of each vector of `left` and each of `right`.")
record MatrixSimilarity(
        @Schema(
                description =
                        "A row for each vector of `left`, in it a number from -1 (opposite) over 0 to 1 (of one direction)"
                                + " for each of `right`.",
                example = "[[0.0], [0.7071067811865475]]")
        List<List<Double>> similarities) {}
