package dev.gatehouse.sample.apikey;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(description = "What is known of an API key.")
record ApiKeyResponse(
        @Schema(example = "01936f3e-7c1a-7b3e-9d5f-2f6b8a1c4d7e")
        UUID id,

        @Schema(description = "The part of the key that is no secret: it stands in logs.", example = "k3J9xQ2a")
        String keyId,

        @Schema(example = "Nightly import") String name,
        @Schema(example = "[\"items:import\"]") Set<String> scopes,
        @Schema(example = "[\"192.0.2.0/24\"]") List<String> allowedCidrs,
        UUID ownerId,
        @Schema(example = "2026-11-20T09:30:00.123456Z") Instant createdAt,
        @Schema(example = "2027-01-31T00:00:00Z") Instant expiresAt,

        @Schema(
                description = "When it was revoked; null before.",
                types = {"string", "null"})
        @Nullable
        Instant revokedAt,

        @Schema(
                description = "When it was last used, to the minute; null before.",
                types = {"string", "null"})
        @Nullable
        Instant lastUsedAt,

        @Schema(
                description = "Where it was last used from.",
                types = {"string", "null"},
                example = "192.0.2.17")
        @Nullable
        String lastUsedIp) {

    static ApiKeyResponse of(ApiKey key) {
        return new ApiKeyResponse(
                key.id(),
                key.keyId(),
                key.name(),
                key.scopes(),
                key.networks(),
                key.ownerId(),
                key.createdAt(),
                key.expiresAt(),
                key.revokedAt(),
                key.lastUsedAt(),
                key.lastUsedIp());
    }
}
