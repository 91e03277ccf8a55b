package dev.gatehouse.sample.session;

import dev.gatehouse.sample.text.OneLine;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

@Schema(description = "Who you are, and the proof.")
record LoginRequest(
        @Schema(description = "User name or e-mail address.", example = "ada.lovelace") @NotNull @Size(max = 254)
        String login,

        @Schema(format = "password", example = "lorry-amber-fjord-91") @NotNull @Size(max = MAX_PASSWORD)
        String password,

        @Schema(
                description = "Token of the captcha, where one is asked for: after some failures.",
                types = {"string", "null"})
        @Nullable
        @Size(max = 8192)
        String captchaToken,

        @Schema(
                description = "What you call this device, shown in the list of your sessions.",
                types = {"string", "null"},
                example = "Ada's laptop")
        @Nullable
        @Size(max = 64)
        @Pattern(regexp = OneLine.PLAIN, message = "must be one line without < and >")
        String deviceLabel,

        @Schema(
                description = "Of a session that is still there: it ends when the new one begins.",
                types = {"string", "null"})
        @Nullable
        @Size(max = 128)
        String refreshToken) {

    static final int MAX_PASSWORD = 1024;

    @Override
    public String toString() {
        return "LoginRequest[***]";
    }
}
