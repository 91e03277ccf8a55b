package dev.gatehouse.sample.account;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

@Schema(description = "The address to move to.")
record NewEmailRequest(
        @Schema(example = "ada.king@example.com") @NotNull @Size(max = 254)
        String newEmail) {}
