package dev.gatehouse.sample.session;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

@Schema(description = "The second factor: `code` or `recovery_code`.")
record MfaLoginRequest(
        @Schema(description = "As the log-in gave it.") @NotNull @Size(max = 128)
        String mfaToken,

        @Schema(
                description = "What the authenticator shows.",
                types = {"string", "null"},
                example = "492039")
        @Nullable
        @Size(max = 16)
        String code,

        @Schema(
                description = "Instead, if the phone is lost.",
                types = {"string", "null"},
                example = "ABCDE-FGHIJ-KLMNO-PQRST-UVWXY")
        @Nullable
        @Size(max = 64)
        String recoveryCode,

        @Schema(
                description =
                        "Whether this device is known from now on, so that others cannot lock you out of it. False on a"
                                + " shared computer.",
                types = {"boolean", "null"},
                defaultValue = "true")
        @Nullable
        Boolean trustDevice) {

    @Override
    public String toString() {
        return "MfaLoginRequest[***]";
    }
}
