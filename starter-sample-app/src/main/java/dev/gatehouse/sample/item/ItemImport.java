package dev.gatehouse.sample.item;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows are not validated with the request: their number comes first, and the importer reports all of them. */
@Schema(description = "Items to import together.")
record ItemImport(
        @Schema(description = "1 to 1000 new items.") @NotEmpty
        List<@Nullable ItemDraft> items) {}
