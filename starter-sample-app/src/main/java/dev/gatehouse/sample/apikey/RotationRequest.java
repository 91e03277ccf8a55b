package dev.gatehouse.sample.apikey;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

@Schema(description = "How an API key is replaced.")
record RotationRequest(
        @Schema(description = "How long the old key goes on working; 0 if absent.", example = "3600")
        @Min(0)
        @Max(86_400)
        @Nullable
        Integer overlapSeconds) {}
