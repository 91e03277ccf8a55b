package dev.gatehouse.sample.account;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

@Schema(description = "A new password and the link that allows it.")
record NewPasswordRequest(
        @Schema(
                description = "What stands behind `#token=` in the link.",
                example = "q3Xv0l9Zk2mN7pR4sT6uW8yA1bC5dE0fGhIjKlMnOpQ")
        @NotNull
        @Size(max = 128)
        String token,

        @Schema(
                description = "12 to 128 characters of any kind, and none of what is tried first.",
                format = "password",
                example = "lorry-amber-fjord-91")
        @NotNull
        @Size(max = NewPasswords.MAX_TEXT)
        String newPassword,

        @Schema(
                description = "Whether the API keys of the account end as well; they go on if absent.",
                types = {"boolean", "null"},
                example = "true")
        @Nullable
        Boolean revokeApiKeys) {

    @Override
    public String toString() {
        return "NewPasswordRequest[***]";
    }
}
