package dev.gatehouse.sample.item;

import dev.gatehouse.sample.privacy.Excerpt;
import dev.gatehouse.sample.privacy.PersonalData;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** The items of a user. */
@Component
class ItemData implements PersonalData {

    /** Who has more takes the export of items. */
    private static final int MAX_ITEMS = 1000;

    private final ItemRepository items;

    ItemData(ItemRepository items) {
        this.items = items;
    }

    @Override
    public String section() {
        return "items";
    }

    @Override
    public Excerpt<ItemResponse> export(UUID userId) {
        return Excerpt.of(
                items.findFirst(userId, Limit.of(MAX_ITEMS + 1)).stream()
                        .map(ItemResponse::of)
                        .toList(),
                MAX_ITEMS);
    }

    @Override
    public void erase(UUID userId) {
        items.deleteAllOf(userId);
    }
}
