package dev.gatehouse.sample.account;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

@Schema(description = "Whom to send a new link.")
record LinkRequest(
        @Schema(description = "User name or e-mail address.", example = "ada@example.com") @NotNull @Size(max = 254)
        String login,

        @Schema(
                description = "Token of the captcha, where one is asked for.",
                types = {"string", "null"})
        @Nullable
        @Size(max = 8192)
        String captchaToken) {}
