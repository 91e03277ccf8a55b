package dev.gatehouse.sample.account;

import dev.gatehouse.sample.access.UserRole;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(description = "An account as administrators see it.")
record UserResponse(
        @Schema(example = "01936f3e-7c1a-7b3e-9d5f-2f6b8a1c4d7e")
        UUID id,

        @Schema(example = "ada.lovelace") String username,
        @Schema(example = "ada@example.com") String email,
        @Schema(example = "Ada Lovelace") String displayName,

        @Schema(description = "PENDING until the address is proven.", example = "ACTIVE")
        UserStatus status,

        @Schema(description = "Whether the address is proven.")
        boolean emailVerified,

        @Schema(description = "Whether a new password has to be chosen at the next log-in.")
        boolean mustChangePassword,

        List<UserRole> roles,

        @Schema(
                types = {"string", "null"},
                example = "2026-11-20T09:30:00.123456Z")
        @Nullable
        Instant lastLoginAt,

        @Schema(example = "2026-11-20T09:30:00.123456Z") Instant createdAt,
        @Schema(example = "2026-11-20T09:30:00.123456Z") Instant updatedAt,

        @Schema(description = "Counts the changes of the account.", example = "0")
        long rowVersion) {

    static UserResponse of(User user, List<UserRole> roles) {
        return new UserResponse(
                user.id(),
                user.username(),
                user.email(),
                user.displayName(),
                user.status(),
                user.emailVerifiedAt() != null,
                user.mustChangePassword(),
                roles,
                user.lastLoginAt(),
                user.createdAt(),
                user.updatedAt(),
                user.rowVersion());
    }
}
