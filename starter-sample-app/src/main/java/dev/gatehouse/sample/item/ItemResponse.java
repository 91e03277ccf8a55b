package dev.gatehouse.sample.item;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(description = "An item.")
record ItemResponse(
        @Schema(example = "01936f3e-7c1a-7b3e-9d5f-2f6b8a1c4d7e")
        UUID id,

        @Schema(
                description = "Your own key, or null.",
                types = {"string", "null"},
                example = "SKU-4711")
        @Nullable
        String externalRef,

        @Schema(example = "Hex bolt M8") String name,

        @Schema(
                description = "Free text, or null.",
                types = {"string", "null"},
                example = "Zinc plated, 40 mm")
        @Nullable
        String description,

        @Schema(example = "250") int quantity,
        @Schema(example = "2026-11-20T09:30:00.123456Z") Instant createdAt,
        @Schema(example = "2026-11-20T09:30:00.123456Z") Instant updatedAt,

        @Schema(description = "Counts the changes; send it back with the next one.", example = "0")
        long rowVersion) {

    static ItemResponse of(Item item) {
        return new ItemResponse(
                item.id(),
                item.externalRef(),
                item.name(),
                item.description(),
                item.quantity(),
                item.createdAt(),
                item.updatedAt(),
                item.rowVersion());
    }
}
