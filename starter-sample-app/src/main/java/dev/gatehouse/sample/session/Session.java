package dev.gatehouse.sample.session;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One session: what began with a log-in and goes on with each refresh. Its id is the {@code sid} of access tokens. */
record Session(
        UUID id,
        UUID userId,
        Instant createdAt,
        Instant lastSeenAt,
        Instant expiresAt,
        List<String> methods,
        Instant authTime,
        @Nullable String ip,
        @Nullable String userAgent,
        @Nullable String label,
        @Nullable UUID impersonatorId) {}
