package dev.gatehouse.sample.account;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(description = "An account for somebody, who chooses the password by a link in a mail.")
record UserDraft(
        @Schema(description = "3 to 32 of a-z, 0-9, `.`, `_` and `-`; case does not matter.", example = "ada.lovelace")
        @NotNull
        @Size(max = 254)
        String username,

        @Schema(description = "An address in ASCII. The invitation is sent to it.", example = "ada@example.com")
        @NotNull
        @Size(max = 254)
        String email,

        @Schema(
                description = "What others read; the user name if absent.",
                types = {"string", "null"},
                example = "Ada Lovelace")
        @Nullable
        @Size(max = User.MAX_DISPLAY_NAME)
        @Pattern(regexp = User.DISPLAY_NAME, message = "must be one line, not blank, without < and >")
        String displayName,

        @Schema(
                description = "The roles, from `GET /api/v1/roles`; may be empty.",
                example = "[\"00000000-0000-7000-8000-000000000004\"]")
        @NotNull
        @Size(max = RolesRequest.MAX_ROLES)
        Set<@NotNull UUID> roleIds) {}
