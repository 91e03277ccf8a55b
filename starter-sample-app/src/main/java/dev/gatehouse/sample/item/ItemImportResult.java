package dev.gatehouse.sample.item;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;

@Schema(description = "What an import created.")
record ItemImportResult(
        @Schema(description = "Number of new items.", example = "2")
        int imported,

        @Schema(description = "Ids of the new items, in the order of the rows.")
        List<UUID> ids) {}
