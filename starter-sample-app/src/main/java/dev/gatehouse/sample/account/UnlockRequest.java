package dev.gatehouse.sample.account;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

@Schema(description = "Why an account or an address is unlocked.")
record UnlockRequest(
        @Schema(description = "For the audit log.", example = "Owner called, identity checked. Ticket 4711.")
        @NotNull
        @Size(max = 200)
        @Pattern(regexp = User.DISPLAY_NAME, message = "must be one line, not blank, without < and >")
        String reason) {}
