package dev.gatehouse.sample.account;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

@Schema(description = "Your password, once more.")
record PasswordRequest(
        @Schema(format = "password", example = "lorry-amber-fjord-91") @NotNull @Size(max = NewPasswords.MAX_TEXT)
        String password) {

    @Override
    public String toString() {
        return "PasswordRequest[***]";
    }
}
