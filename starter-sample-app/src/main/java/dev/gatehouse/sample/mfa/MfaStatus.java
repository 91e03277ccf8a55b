package dev.gatehouse.sample.mfa;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

@Schema(description = "Your second factor.")
record MfaStatus(
        @Schema(example = "true") boolean enabled,
        @Schema(description = "What is accepted at log-in.") List<String> methods,
        @Schema(example = "10") int recoveryCodesLeft) {}
