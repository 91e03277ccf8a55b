package dev.gatehouse.sample.account;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

@Schema(description = "A new account.")
record RegistrationRequest(
        @Schema(description = "3 to 32 of a-z, 0-9, `.`, `_` and `-`; case does not matter.", example = "ada.lovelace")
        @NotNull
        @Size(max = 254)
        String username,

        @Schema(description = "An address in ASCII. A link is sent to it.", example = "ada@example.com")
        @NotNull
        @Size(max = 254)
        String email,

        @Schema(
                description = "12 to 128 characters of any kind, and none of what is tried first.",
                format = "password",
                example = "lorry-amber-fjord-91")
        @NotNull
        @Size(max = NewPasswords.MAX_TEXT)
        String password,

        @Schema(
                description = "What others read; the user name if absent.",
                types = {"string", "null"},
                example = "Ada Lovelace")
        @Nullable
        @Size(max = User.MAX_DISPLAY_NAME)
        @Pattern(regexp = User.DISPLAY_NAME, message = "must be one line, not blank, without < and >")
        String displayName,

        @Schema(
                description = "Token of the captcha, where one is asked for.",
                types = {"string", "null"})
        @Nullable
        @Size(max = 8192)
        String captchaToken) {

    @Override
    public String toString() {
        return "RegistrationRequest[***]";
    }
}
