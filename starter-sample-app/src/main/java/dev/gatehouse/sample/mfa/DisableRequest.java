package dev.gatehouse.sample.mfa;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

@Schema(description = "Both factors, once more. A recovery code stands in for a lost authenticator.")
record DisableRequest(
        @Schema(format = "password", example = "lorry-amber-fjord-91") @NotNull @Size(max = 1024)
        String password,

        @Schema(
                types = {"string", "null"},
                example = "492039")
        @Nullable
        @Size(max = 16)
        String code,

        @Schema(
                types = {"string", "null"},
                example = "ABCDE-FGHIJ-KLMNO-PQRST-UVWXY")
        @Nullable
        @Size(max = 64)
        String recoveryCode) {

    @Override
    public String toString() {
        return "DisableRequest[***]";
    }
}
