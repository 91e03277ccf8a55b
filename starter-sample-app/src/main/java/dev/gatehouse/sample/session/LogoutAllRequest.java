package dev.gatehouse.sample.session;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(description = "Which sessions end.")
record LogoutAllRequest(
        @Schema(
                description = "Whether the session of this request goes on.",
                types = {"boolean", "null"},
                defaultValue = "false")
        @Nullable
        Boolean keepCurrent) {}
