package dev.gatehouse.sample.item;

import dev.gatehouse.access.RequirePermission;
import dev.gatehouse.batch.MaxBatchSize;
import dev.gatehouse.ratelimit.RateLimit;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Many items at once, apart from the single ones: costlier, and so limited on its own. */
@RestController
@RequestMapping("/api/v1/items")
@Tag(name = "Items")
class ItemBatchController {

    private final ItemImporter importer;
    private final ItemExporter exporter;

    ItemBatchController(ItemImporter importer, ItemExporter exporter) {
        this.importer = importer;
        this.exporter = exporter;
    }

    @RequirePermission("items:import")
    @RateLimit(value = RateLimit.STRICT, scope = "user")
    @PostMapping("/import")
    @Operation(
            summary = "Import items",
            description = "At most 1000 rows, all or nothing. `details` names every row that is wrong.")
    @ApiResponse(responseCode = "200", description = "All rows were imported.")
    @ApiResponse(responseCode = "400", description = "`validation_failed`: rows are not well formed.")
    @ApiResponse(responseCode = "409", description = "`external_ref_taken`: rows use a key twice or one that exists.")
    @ApiResponse(responseCode = "422", description = "`batch_too_large`: more than 1000 rows.")
    ItemImportResult importItems(@Valid @RequestBody ItemImport request) {
        return importer.importAll(request.items());
    }

    @RequirePermission("items:export")
    @RateLimit(value = RateLimit.STRICT, scope = "user")
    @GetMapping("/export")
    @Operation(
            summary = "Export items",
            description =
                    "Oldest first. Start without `cursor` and go on with `next_cursor` until it is null: every item"
                            + " that existed at the start and still does comes exactly once.")
    ItemExport exportItems(
            @Parameter(description = "The `next_cursor` of the page before.")
                    @RequestParam(required = false)
                    @Size(max = 64)
                    @Nullable
                    String cursor,
            @Parameter(
                            description = "Items per page.",
                            schema = @Schema(type = "integer", minimum = "1", maximum = "10000"))
                    @RequestParam(defaultValue = "1000")
                    @Min(1)
                    @MaxBatchSize(MaxBatchSize.EXPORT)
                    int size) {
        return exporter.export(cursor, size);
    }
}
