package dev.gatehouse.sample.session;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

@Schema(description = "The present password and the new one.")
record ChangePasswordRequest(
        @Schema(
                description = "Of a log-in that asked for a new password; else the access token says who you are.",
                types = {"string", "null"})
        @Nullable
        @Size(max = 128)
        String changeToken,

        // Its absence is answered by the rule that asks for it, not as a malformed request.
        @Schema(
                description = "Required.",
                format = "password",
                requiredMode = Schema.RequiredMode.REQUIRED,
                example = "lorry-amber-fjord-91")
        @Nullable
        @Size(max = LoginRequest.MAX_PASSWORD)
        String currentPassword,

        @Schema(
                description = "12 to 128 characters of any kind, and none of what is tried first.",
                format = "password",
                example = "maple-orbit-cedar-57")
        @NotNull
        @Size(max = LoginRequest.MAX_PASSWORD)
        String newPassword,

        @Schema(
                description = "Whether all other sessions end.",
                types = {"boolean", "null"},
                defaultValue = "true")
        @Nullable
        Boolean revokeOthers) {

    @Override
    public String toString() {
        return "ChangePasswordRequest[***]";
    }
}
