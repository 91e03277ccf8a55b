package dev.gatehouse.sample.item;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

@Schema(description = "A new item.")
record ItemDraft(
        @Schema(
                description = "Your own key for this item, unique among your items. Absent or empty: none.",
                types = {"string", "null"},
                example = "SKU-4711")
        @Nullable
        @Pattern(regexp = Item.EXTERNAL_REF, message = "must be at most 64 letters, digits or . _ : -")
        String externalRef,

        @Schema(description = "One line, not blank.", example = "Hex bolt M8")
        @NotNull
        @Size(max = Item.MAX_NAME)
        @Pattern(regexp = Item.NAME, message = "must be one line and not blank")
        String name,

        @Schema(
                description = "Free text. Absent or empty: none.",
                types = {"string", "null"},
                example = "Zinc plated, 40 mm")
        @Nullable
        @Size(max = Item.MAX_DESCRIPTION)
        String description,

        @Schema(description = "How many there are.", example = "250") @NotNull @Min(0) @Max(Item.MAX_QUANTITY)
        Integer quantity) {}
