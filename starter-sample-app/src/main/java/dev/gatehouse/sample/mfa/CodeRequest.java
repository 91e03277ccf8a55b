package dev.gatehouse.sample.mfa;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

@Schema(description = "What the authenticator shows.")
record CodeRequest(
        @Schema(example = "492039") @NotNull @Size(max = 16) String code) {

    @Override
    public String toString() {
        return "CodeRequest[***]";
    }
}
