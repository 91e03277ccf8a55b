package dev.gatehouse.sample.session;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

@Schema(description = "Why somebody acts as a user.")
record ImpersonationRequest(
        @Schema(description = "For the audit log.", example = "Reproduces what the user sees. Ticket 4711.")
        @NotNull
        @Size(max = 200)
        @Pattern(
                regexp = "^ *[^\\s<>\\x00-\\x1f\\x7f-\\x9f][^<>\\x00-\\x1f\\x7f-\\x9f]*$",
                message = "must be one line, not blank, without < and >")
        String reason) {}
