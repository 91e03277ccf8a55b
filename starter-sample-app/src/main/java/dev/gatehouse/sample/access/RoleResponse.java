package dev.gatehouse.sample.access;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A role as clients see it. */
record RoleResponse(
        @Schema(example = "00000000-0000-7000-8000-000000000004")
        UUID id,

        @Schema(example = "user") String name,

        @Schema(example = "Works with own items and files.") String description,

        @Schema(description = "Whether it belongs to the service, so that nobody changes it.")
        boolean system,

        @Schema(
                description = "The role whose permissions it has as well; null: none.",
                types = {"string", "null"})
        @Nullable
        UUID parentRoleId,

        @Schema(description = "What it was given itself, by id.", example = "[21, 22]")
        List<Integer> permissionIds,

        @Schema(description = "All that it gives, what its parents give included.", example = "[\"items:read\"]")
        List<String> effectivePermissions,

        @Schema(description = "Counts its changes.", example = "0")
        long rowVersion) {

    static RoleResponse of(Role role, RoleTree tree) {
        return new RoleResponse(
                role.id(),
                role.name(),
                role.description(),
                role.system(),
                role.parentId(),
                role.own().keySet().stream().sorted().toList(),
                tree.permissions(Set.of(role.id())).stream().sorted().toList(),
                role.rowVersion());
    }
}
