package dev.gatehouse.sample.access;

import dev.gatehouse.sample.text.OneLine;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A role to create. */
record RoleDraft(
        @Schema(description = "Unique. Lower case, parts separated by colons.", example = "support")
        @NotNull
        @Size(max = AccessNames.MAX_LENGTH)
        @Pattern(regexp = AccessNames.PATTERN)
        String name,

        @Schema(description = "What the role is for.", example = "Answers questions of users.")
        @NotNull
        @Size(max = RoleDraft.MAX_DESCRIPTION)
        @Pattern(regexp = RoleDraft.DESCRIPTION)
        String description,

        @Schema(
                description = "A role whose permissions this one has as well.",
                types = {"string", "null"})
        @Nullable
        UUID parentRoleId,

        @Schema(description = "Ids of permissions, from `GET /api/v1/permissions`.", example = "[1, 11]")
        @NotNull
        @Size(max = RoleDraft.MAX_PERMISSIONS)
        Set<@NotNull Integer> permissionIds) {

    static final int MAX_DESCRIPTION = 500;
    static final int MAX_PERMISSIONS = 200;

    static final String DESCRIPTION = OneLine.PLAIN;
}
