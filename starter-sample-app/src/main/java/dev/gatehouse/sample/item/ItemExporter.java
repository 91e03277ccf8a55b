package dev.gatehouse.sample.item;

import dev.gatehouse.sample.access.CurrentOwner;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads all items page by page in the order of their creation. Each page starts behind the last item of the one before
 * (keyset pagination): however deep, it costs the same, and what is created or deleted meanwhile shifts nothing.
 */
@Service
class ItemExporter {

    private final ItemRepository items;
    private final CurrentOwner owner;

    ItemExporter(ItemRepository items, CurrentOwner owner) {
        this.items = items;
        this.owner = owner;
    }

    @Transactional(readOnly = true)
    ItemExport export(@Nullable String cursor, int size) {
        List<Item> found = find(cursor, Limit.of(size + 1));
        boolean more = found.size() > size;
        List<Item> page = more ? found.subList(0, size) : found;
        String next = more ? ExportCursor.behind(page.get(size - 1)).text() : null;
        return new ItemExport(page.stream().map(ItemResponse::of).toList(), next);
    }

    private List<Item> find(@Nullable String cursor, Limit limit) {
        UUID ownerId = owner.id();
        if (cursor == null) {
            return items.findFirst(ownerId, limit);
        }
        ExportCursor last = ExportCursor.parse(cursor);
        return items.findBehind(ownerId, last.createdAt(), last.id(), limit);
    }
}
