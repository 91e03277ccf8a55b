package dev.gatehouse.sample.access;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A role as it shall be from now on: everything is replaced. */
record RoleChange(
        @Schema(description = "The version that was read.", example = "0") @NotNull @Min(0)
        Long rowVersion,

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

    RoleDraft asDraft() {
        return new RoleDraft(name, description, parentRoleId, permissionIds);
    }
}
