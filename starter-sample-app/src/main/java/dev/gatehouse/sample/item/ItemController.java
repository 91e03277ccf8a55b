package dev.gatehouse.sample.item;

import dev.gatehouse.access.RequirePermission;
import dev.gatehouse.sample.paging.PageQuery;
import dev.gatehouse.sample.paging.PageResponse;
import dev.gatehouse.sample.paging.SortKeys;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/items")
@Tag(name = "Items", description = "Things with a name and a quantity. You see your own only.")
class ItemController {

    private static final SortKeys SORT_KEYS =
            new SortKeys(Map.of("created_at", "createdAt", "name", "name"), "created_at,desc");

    private final ItemService items;

    ItemController(ItemService items) {
        this.items = items;
    }

    @RequirePermission("items:read")
    @GetMapping
    @Operation(
            summary = "List items",
            description = "Newest first unless sorted by `created_at` or `name`. For all items take the export.")
    PageResponse<ItemResponse> listItems(@ParameterObject @Valid PageQuery query) {
        return items.list(query.toPageable(SORT_KEYS));
    }

    @RequirePermission("items:read")
    @GetMapping("/{id}")
    @Operation(summary = "Read an item")
    @ApiResponse(responseCode = "200", description = "The item.")
    @ApiResponse(responseCode = "404", description = "There is no such item, or it is not yours.")
    ItemResponse readItem(@PathVariable UUID id) {
        return items.read(id);
    }

    @RequirePermission("items:write")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Create an item")
    @ApiResponse(responseCode = "201", description = "Created; `Location` names it.")
    @ApiResponse(responseCode = "409", description = "`external_ref_taken`: another item of yours has this key.")
    ResponseEntity<ItemResponse> createItem(@Valid @RequestBody ItemDraft draft) {
        ItemResponse item = items.create(draft);
        // Relative on purpose: an absolute one would repeat the Host header of the request.
        return ResponseEntity.created(URI.create("/api/v1/items/" + item.id())).body(item);
    }

    @RequirePermission("items:write")
    @PatchMapping("/{id}")
    @Operation(
            summary = "Change an item",
            description =
                    "Carries the `row_version` that was read: of two changes based on the same one the first wins.")
    @ApiResponse(responseCode = "200", description = "The changed item with its new `row_version`.")
    @ApiResponse(responseCode = "404", description = "There is no such item, or it is not yours.")
    @ApiResponse(
            responseCode = "409",
            description = "`stale`: the item has changed meanwhile. `external_ref_taken`: another item has this key.")
    ItemResponse changeItem(@PathVariable UUID id, @Valid @RequestBody ItemChange change) {
        return items.change(id, change);
    }

    @RequirePermission("items:delete")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete an item")
    @ApiResponse(responseCode = "204", description = "Deleted.")
    @ApiResponse(responseCode = "404", description = "There is no such item, or it is not yours.")
    void deleteItem(@PathVariable UUID id) {
        items.delete(id);
    }
}
