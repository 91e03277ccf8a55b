package dev.gatehouse.sample.session;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

@Schema(description = "The proof of who you are, once more; with a second factor if you have one.")
record ReauthenticationRequest(
        @Schema(format = "password", example = "lorry-amber-fjord-91") @NotNull @Size(max = LoginRequest.MAX_PASSWORD)
        String password,

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
        String recoveryCode) {

    @Override
    public String toString() {
        return "ReauthenticationRequest[***]";
    }
}
