package dev.gatehouse.sample.item;

import dev.gatehouse.batch.BatchLimits;
import dev.gatehouse.error.FieldProblem;
import dev.gatehouse.error.ProblemException;
import dev.gatehouse.sample.access.CurrentOwner;
import dev.gatehouse.sample.account.Accounts;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes many items in one transaction: all or none. */
@Service
class ItemImporter {

    private final ItemRepository items;
    private final CurrentOwner owner;
    private final Accounts accounts;
    private final Validator validator;
    private final Clock clock;
    private final int maxRows;

    /** The limits are missing where Gatehouse is switched off. */
    ItemImporter(
            ItemRepository items,
            CurrentOwner owner,
            Accounts accounts,
            Validator validator,
            Clock clock,
            ObjectProvider<BatchLimits> batches) {
        this.items = items;
        this.owner = owner;
        this.accounts = accounts;
        this.validator = validator;
        this.clock = clock;
        this.maxRows = batches.getIfAvailable(BatchLimits::defaults).of(BatchLimits.IMPORT);
    }

    /** Counts before it looks at the rows, so that an oversized batch costs nothing. */
    @Transactional
    ItemImportResult importAll(List<@Nullable ItemDraft> rows) {
        if (rows.size() > maxRows) {
            throw ItemProblems.batchTooLarge(maxRows);
        }
        List<FieldProblem> malformed = ItemImportRows.malformed(rows, validator);
        if (!malformed.isEmpty()) {
            throw ProblemException.validation(malformed);
        }
        List<UUID> ids = insert(rows.stream().map(Objects::requireNonNull).toList());
        return new ItemImportResult(ids.size(), ids);
    }

    /** Of two imports with the same references in another order each would wait for the other. */
    private List<UUID> insert(List<ItemDraft> rows) {
        UUID ownerId = owner.id();
        accounts.lock(ownerId);
        List<FieldProblem> colliding = ItemImportRows.colliding(rows, taken(ownerId, rows));
        if (!colliding.isEmpty()) {
            throw ItemProblems.externalRefsTaken(colliding);
        }
        Instant now = clock.instant();
        List<Item> drafts =
                rows.stream().map(row -> new Item(ownerId, row, now)).toList();
        try {
            return items.saveAllAndFlush(drafts).stream().map(Item::id).toList();
        } catch (DataIntegrityViolationException e) {
            // Somebody else was faster between the look and the insert.
            throw ItemProblems.refusedByDatabase(e);
        }
    }

    private Set<String> taken(UUID ownerId, List<ItemDraft> rows) {
        Set<String> refs = rows.stream()
                .map(ItemDraft::externalRef)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return refs.isEmpty() ? Set.of() : items.findTakenRefs(ownerId, refs);
    }
}
