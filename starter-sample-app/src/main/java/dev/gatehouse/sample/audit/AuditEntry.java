package dev.gatehouse.sample.audit;

import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditOutcome;
import dev.gatehouse.audit.AuditRow;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Schema(description = "An action. Address, agent and label are null where there was none and where they were erased.")
record AuditEntry(
        @Schema(description = "Number of the row; numbers may be missing.", example = "4711")
        long seq,

        @Schema(example = "2026-11-20T09:30:00.123456Z") Instant occurredAt,

        @Schema(description = "`user`, `api_key`, `system` or `anonymous`.", example = "user")
        String actorType,

        @Schema(
                types = {"string", "null"},
                example = "01936f3e-7c1a-7b3e-9d5f-2f6b8a1c4d7e")
        @Nullable
        String actorId,

        @Schema(
                description = "For whom, where somebody acted for another.",
                types = {"string", "null"})
        @Nullable
        String onBehalfOf,

        @Schema(types = {"string", "null"}) @Nullable String sessionId,
        @Schema(types = {"string", "null"}) @Nullable String apiKeyId,
        @Schema(example = "api_key_created") String action,

        @Schema(
                types = {"string", "null"},
                example = "api_key")
        @Nullable
        String targetType,

        @Schema(types = {"string", "null"}) @Nullable String targetId,
        AuditOutcome outcome,

        @Schema(
                description = "Why it ended so, where that needs saying.",
                types = {"string", "null"})
        @Nullable
        String reason,

        @Schema(
                types = {"string", "null"},
                example = "192.0.2.17")
        @Nullable
        String ip,

        @Schema(types = {"string", "null"}) @Nullable String userAgent,
        @Schema(types = {"string", "null"}) @Nullable String label,
        @Schema(types = {"string", "null"}) @Nullable String requestId,
        Map<String, String> details) {

    static AuditEntry of(AuditRow row) {
        AuditEvent event = row.event();
        return new AuditEntry(
                row.sequence(),
                event.occurredAt(),
                event.actorType(),
                event.actorId(),
                event.onBehalfOf(),
                event.origin().sessionId(),
                event.origin().apiKeyId(),
                event.action(),
                event.targetType(),
                event.targetId(),
                event.outcome(),
                event.reason(),
                event.origin().address(),
                event.origin().userAgent(),
                event.origin().label(),
                event.origin().requestId(),
                event.details());
    }

    /** The same without what tells where it was done from. */
    AuditEntry withoutOrigin() {
        return new AuditEntry(
                seq,
                occurredAt,
                actorType,
                actorId,
                onBehalfOf,
                null,
                null,
                action,
                targetType,
                targetId,
                outcome,
                reason,
                null,
                null,
                null,
                null,
                details);
    }
}
