package dev.gatehouse.sample.account;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

@Schema(description = "Whose password was forgotten.")
record ResetRequest(
        @Schema(example = "ada@example.com") @NotNull @Size(max = 254)
        String email,

        @Schema(
                description = "Token of the captcha, where one is asked for.",
                types = {"string", "null"})
        @Nullable
        @Size(max = 8192)
        String captchaToken) {}
