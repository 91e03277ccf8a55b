package dev.gatehouse.sample.account;

import dev.gatehouse.sample.db.StorableTime;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(description = "The roles of a user from now on.")
record RolesRequest(
        @Schema(
                description = "All roles; those left out are taken away.",
                example = "[\"00000000-0000-7000-8000-000000000004\"]")
        @NotNull
        @Size(max = RolesRequest.MAX_ROLES)
        Set<@NotNull UUID> roleIds,

        @Schema(
                description = "When the roles that are new to the user end by themselves; absent: never.",
                types = {"string", "null"},
                example = "2030-01-01T00:00:00Z")
        @Nullable
        @Future
        @StorableTime
        Instant expiresAt) {

    static final int MAX_ROLES = 50;
}
