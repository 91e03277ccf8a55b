package dev.gatehouse.sample.account;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

@Schema(description = "What changes; what is absent or null stays as it is.")
record ProfileChange(
        @Schema(
                types = {"string", "null"},
                example = "Ada King")
        @Nullable
        @Size(max = User.MAX_DISPLAY_NAME)
        @Pattern(regexp = User.DISPLAY_NAME, message = "must be one line, not blank, without < and >")
        String displayName,

        @Schema(
                description = "Language of mails, BCP 47.",
                types = {"string", "null"},
                example = "de")
        @Nullable
        @Size(max = 35)
        @Pattern(regexp = User.LOCALE, message = "must be a language tag, e.g. en or de-CH")
        String locale) {}
