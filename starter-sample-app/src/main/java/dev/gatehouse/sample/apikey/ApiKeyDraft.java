package dev.gatehouse.sample.apikey;

import dev.gatehouse.sample.db.StorableTime;
import dev.gatehouse.sample.text.OneLine;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(description = "An API key to be made.")
record ApiKeyDraft(
        @Schema(description = "What it is for, as people read it.", example = "Nightly import")
        @NotNull
        @Size(max = ApiKey.MAX_NAME)
        @Pattern(regexp = OneLine.VISIBLE, message = "must be one line and not blank")
        String name,

        @Schema(description = "What it may do, at most; permissions that you have.", example = "[\"items:import\"]")
        @NotEmpty
        @Size(max = 100)
        List<@NotNull @Size(max = 64) String> scopes,

        @Schema(
                description = "From when on it is refused; in 90 days if absent, in 365 at most.",
                types = {"string", "null"},
                example = "2027-01-31T00:00:00Z")
        @Nullable
        @StorableTime
        Instant expiresAt,

        @Schema(
                description = "Networks it may be used from, or single addresses; anywhere if absent or empty.",
                example = "[\"192.0.2.0/24\"]")
        @Size(max = ApiKey.MAX_NETWORKS)
        @Nullable
        List<@NotNull @Size(max = 49) String> allowedCidrs) {}
