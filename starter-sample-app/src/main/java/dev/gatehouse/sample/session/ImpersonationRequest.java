package dev.gatehouse.sample.session;

import dev.gatehouse.sample.text.OneLine;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

@Schema(description = "Why somebody acts as a user.")
record ImpersonationRequest(
        @Schema(description = "For the audit log.", example = "Reproduces what the user sees. Ticket 4711.")
        @NotNull
        @Size(max = 200)
        @Pattern(regexp = OneLine.VISIBLE_PLAIN, message = "must be one line, not blank, without < and >")
        String reason) {}
