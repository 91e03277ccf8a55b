package dev.gatehouse.sample.matrix;

import dev.gatehouse.access.RequirePermission;
import dev.gatehouse.ratelimit.RateLimit;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/matrix")
@Tag(name = "Matrices", description = "What costs much computing, strictly limited.")
class MatrixController {

    private final MatrixComparer comparer;

    MatrixController(MatrixComparer comparer) {
        this.comparer = comparer;
    }

    @RequirePermission("items:compute")
    @RateLimit(value = RateLimit.STRICT, scope = "user")
    @PostMapping("/compare")
    @Operation(
            summary = "Compare vectors",
            description = "Each of at most 200 with each of at most 200 others, by cosine similarity.")
    @ApiResponse(responseCode = "200", description = "How alike they are.")
    @ApiResponse(
            responseCode = "400",
            description = "`validation_failed`: vectors differ in length, are all zeros, or have something else than"
                    + " numbers in them.")
    @ApiResponse(
            responseCode = "422",
            description = "`matrix_too_large`: more than 200 vectors on a side, or more than 200 numbers in one.")
    MatrixSimilarity compare(@Valid @RequestBody MatrixComparison request) {
        return comparer.compare(request);
    }
}
