package dev.gatehouse.sample.access;

import io.swagger.v3.oas.annotations.media.Schema;

/** A permission as clients see it. */
record PermissionResponse(
        @Schema(example = "21") int id,

        @Schema(example = "items:read") String name,

        @Schema(example = "List and read own items.") String description) {

    static PermissionResponse of(Permission permission) {
        return new PermissionResponse(permission.id(), permission.permission(), permission.description());
    }
}
