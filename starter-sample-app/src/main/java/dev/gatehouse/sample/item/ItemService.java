package dev.gatehouse.sample.item;

import dev.gatehouse.sample.access.CurrentOwner;
import dev.gatehouse.sample.account.Accounts;
import dev.gatehouse.sample.paging.PageResponse;
import java.time.Clock;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The life of a single item. What belongs to somebody else does not exist here. */
@Service
class ItemService {

    private final ItemRepository items;
    private final CurrentOwner owner;
    private final Accounts accounts;
    private final Clock clock;

    ItemService(ItemRepository items, CurrentOwner owner, Accounts accounts, Clock clock) {
        this.items = items;
        this.owner = owner;
        this.accounts = accounts;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    PageResponse<ItemResponse> list(Pageable page) {
        return PageResponse.of(items.findByOwnerId(owner.id(), page), ItemResponse::of);
    }

    @Transactional(readOnly = true)
    ItemResponse read(UUID id) {
        return ItemResponse.of(owned(id));
    }

    @Transactional
    ItemResponse create(ItemDraft draft) {
        try {
            return ItemResponse.of(items.saveAndFlush(new Item(owner.id(), draft, clock.instant())));
        } catch (DataIntegrityViolationException e) {
            throw ItemProblems.refusedByDatabase(e);
        }
    }

    /** The early check spares most losers the write; the version in the update's condition decides the race. */
    @Transactional
    ItemResponse change(UUID id, ItemChange change) {
        if (change.externalRef() != null) {
            // Of two changes that swap references each would wait for the other.
            accounts.lock(owner.id());
        }
        Item item = owned(id);
        if (item.rowVersion() != change.rowVersion()) {
            throw ItemProblems.stale();
        }
        item.apply(change, clock.instant());
        try {
            items.flush();
        } catch (OptimisticLockingFailureException e) {
            throw ItemProblems.stale();
        } catch (DataIntegrityViolationException e) {
            throw ItemProblems.refusedByDatabase(e);
        }
        return ItemResponse.of(item);
    }

    @Transactional
    void delete(UUID id) {
        if (items.deleteOwned(id, owner.id()) == 0) {
            throw ItemProblems.notFound();
        }
    }

    private Item owned(UUID id) {
        return items.findByIdAndOwnerId(id, owner.id()).orElseThrow(ItemProblems::notFound);
    }
}
