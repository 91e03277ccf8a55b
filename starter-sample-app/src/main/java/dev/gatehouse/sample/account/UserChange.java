package dev.gatehouse.sample.account;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

@Schema(description = "What changes; what is absent or null stays as it is.")
record UserChange(
        @Schema(description = "The version that was read.", example = "0") @NotNull @Min(0)
        Long rowVersion,

        @Schema(
                types = {"string", "null"},
                example = "Ada King")
        @Nullable
        @Size(max = User.MAX_DISPLAY_NAME)
        @Pattern(regexp = User.DISPLAY_NAME, message = "must be one line, not blank, without < and >")
        String displayName,

        @Schema(
                description = "Another address. Its owner has to prove it before the account can be used again.",
                types = {"string", "null"},
                example = "ada.king@example.com")
        @Nullable
        @Size(max = 254)
        String email,

        @Schema(
                description =
                        "`DISABLED` shuts the account at once, `ACTIVE` opens it again. Where the address is not"
                                + " proven, that mails its owner another link; one that was never used is `PENDING` until then.",
                types = {"string", "null"},
                allowableValues = {"ACTIVE", "DISABLED"},
                example = "DISABLED")
        @Nullable
        UserStatus status) {}
