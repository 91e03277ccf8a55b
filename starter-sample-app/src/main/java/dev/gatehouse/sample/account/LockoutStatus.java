package dev.gatehouse.sample.account;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(description = "What failed log-ins have led to.")
record LockoutStatus(
        @Schema(description = "Whether log-ins are refused now.", example = "true")
        boolean locked,

        @Schema(description = "Failures that count at present.", example = "5")
        int failures,

        @Schema(
                description = "When the lock ends, or null.",
                types = {"string", "null"},
                example = "2026-11-20T10:00:00Z")
        @Nullable
        Instant lockedUntil,

        @Schema(description = "Locks so far that are not forgotten; each is longer than the one before.", example = "1")
        int level,

        @Schema(description = "Client addresses that are locked at present for failing at many accounts, at most 100.")
        List<String> ips) {}
