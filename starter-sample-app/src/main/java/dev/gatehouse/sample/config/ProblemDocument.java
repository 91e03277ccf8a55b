package dev.gatehouse.sample.config;

import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** How an error looks, for the API description only: the library writes the errors. */
@Schema(name = "Problem", description = "Why a request was refused or failed (RFC 9457).")
record ProblemDocument(
        @Schema(example = "about:blank") URI type,
        @Schema(example = "Bad Request") String title,
        @Schema(example = "400") int status,
        @Schema(example = "The request has invalid values.") String detail,

        @Schema(description = "Path of the request.", example = "/api/v1/items")
        String instance,

        @Schema(description = "Stands for good: branch on this.", example = "validation_failed")
        String errorCode,

        @Schema(example = "The request has invalid values.") String message,

        @Schema(description = "What is wrong with which field; may be empty.")
        List<Detail> details,

        @Schema(example = "2026-11-20T09:30:00.123Z") Instant timestamp,

        @Schema(description = "Name it when you ask for help.", example = "01J9Z3Q6W8T4M2")
        String requestId,

        @Schema(example = "info") String severity,
        @Schema(example = "validation") String category) {

    @Schema(name = "ProblemDetail", description = "What is wrong with one field.")
    record Detail(
            @Schema(example = "items[2].name") String field,

            @Schema(example = "must be one line and not blank")
            String message,

            @Schema(example = "pattern") String code) {}
}
