package dev.gatehouse.sample.item;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

@Schema(
        description =
                "What to change. A member that is absent or null stays as it is; an empty text removes an optional"
                        + " one.")
record ItemChange(
        @Schema(description = "The row_version the change is based on; 409 if the item has moved on.", example = "0")
        @NotNull
        @PositiveOrZero
        Long rowVersion,

        @Schema(
                description = "New key, or empty for none.",
                types = {"string", "null"},
                example = "SKU-4712")
        @Nullable
        @Pattern(regexp = Item.EXTERNAL_REF, message = "must be at most 64 letters, digits or . _ : -")
        String externalRef,

        @Schema(
                description = "New name: one line, not blank.",
                types = {"string", "null"},
                example = "Hex bolt M8 x 40")
        @Nullable
        @Size(max = Item.MAX_NAME)
        @Pattern(regexp = Item.NAME, message = "must be one line and not blank")
        String name,

        @Schema(
                description = "New description, or empty for none.",
                types = {"string", "null"},
                example = "Stainless steel")
        @Nullable
        @Size(max = Item.MAX_DESCRIPTION)
        String description,

        @Schema(
                description = "New quantity.",
                types = {"integer", "null"},
                example = "249")
        @Nullable
        @Min(0)
        @Max(Item.MAX_QUANTITY)
        Integer quantity) {}
