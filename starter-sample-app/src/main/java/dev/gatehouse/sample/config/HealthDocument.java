package dev.gatehouse.sample.config;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What probes read, for the API description only: the library writes it. */
@Schema(name = "HealthStatus", description = "How the service does.")
record HealthDocument(
        @Schema(
                description = "DOWN and OUT_OF_SERVICE come with 503, all others with 200.",
                example = "UP",
                allowableValues = {"UP", "UNKNOWN", "DEGRADED", "OUT_OF_SERVICE", "DOWN"})
        String status,

        @Schema(description = "Which service this is; where everything is looked at.", example = "gatehouse-sample")
        @Nullable
        String application,

        @Schema(description = "Its version, if it was built with one.", example = "1.4.0") @Nullable
        String version) {}
