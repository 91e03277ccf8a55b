package dev.gatehouse.sample.access;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A role that a user has. Immutable.
 *
 * @param id the role
 * @param name what people call it
 * @param expiresAt when it ends by itself; null if it does not
 */
public record UserRole(
        @Schema(example = "00000000-0000-7000-8000-000000000004")
        UUID id,

        @Schema(example = "user") String name,

        @Schema(
                description = "When it ends by itself; null: never.",
                types = {"string", "null"})
        @Nullable
        Instant expiresAt) {}
