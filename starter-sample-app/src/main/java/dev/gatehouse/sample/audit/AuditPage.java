package dev.gatehouse.sample.audit;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(description = "Rows of the log, the newest first.")
record AuditPage(
        List<AuditEntry> content,

        @Schema(
                description = "Send it as `cursor` to go on; null at the end.",
                types = {"string", "null"},
                example = "1795253400123456-4711")
        @Nullable
        String nextCursor) {}
