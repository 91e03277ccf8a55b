package dev.gatehouse.sample.session;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(description = "A session: what a log-in has begun.")
record SessionResponse(
        UUID id,
        @Schema(example = "2026-11-20T09:30:00.123456Z") Instant createdAt,

        @Schema(description = "To the minute or so.", example = "2026-11-20T09:41:00.123456Z")
        Instant lastSeenAt,

        @Schema(example = "2026-12-20T09:30:00.123456Z") Instant expiresAt,

        @Schema(
                description = "Where the log-in came from.",
                types = {"string", "null"},
                example = "192.0.2.7")
        @Nullable
        String ip,

        @Schema(
                description = "What the browser or the app calls itself.",
                types = {"string", "null"},
                example = "Mozilla/5.0")
        @Nullable
        String userAgent,

        @Schema(
                description = "What the user calls the device.",
                types = {"string", "null"},
                example = "Ada's laptop")
        @Nullable
        String label,

        @Schema(description = "How the user has proven who they are (RFC 8176).", example = "[\"pwd\"]")
        List<String> methods,

        @Schema(description = "Whether it is the session of this request.", example = "true")
        boolean current) {

    static SessionResponse of(Session session, @Nullable UUID current) {
        return new SessionResponse(
                session.id(),
                session.createdAt(),
                session.lastSeenAt(),
                session.expiresAt(),
                session.ip(),
                session.userAgent(),
                session.label(),
                session.methods(),
                session.id().equals(current));
    }
}
