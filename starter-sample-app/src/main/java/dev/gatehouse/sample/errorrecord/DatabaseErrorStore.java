package dev.gatehouse.sample.errorrecord;

import dev.gatehouse.autoconfigure.errorrecord.ErrorRecordProperties;
import dev.gatehouse.errorrecord.ErrorFingerprint;
import dev.gatehouse.errorrecord.ErrorGroup;
import dev.gatehouse.errorrecord.ErrorOccurrence;
import dev.gatehouse.errorrecord.ErrorStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps groups of errors in the database, where all instances count into the same ones. When there are too many, those leave that
 * were not seen for the longest time. Thread-safe.
 */
@Component
class DatabaseErrorStore implements ErrorStore {

    private static final Logger log = LoggerFactory.getLogger(DatabaseErrorStore.class);
    private static final ErrorRecordProperties DEFAULTS = new ErrorRecordProperties(true, 500, 10, 1000);

    private final ErrorGroups groups;
    private final TransactionOperations transactions;
    private final int maxGroups;
    private final int maxRequestIds;
    private final AtomicLong evicted = new AtomicLong();

    /** The properties are missing where the record is switched off. */
    DatabaseErrorStore(
            ErrorGroups groups, TransactionOperations transactions, ObjectProvider<ErrorRecordProperties> properties) {
        ErrorRecordProperties bounds = properties.getIfAvailable(() -> DEFAULTS);
        this.groups = groups;
        this.transactions = transactions;
        this.maxGroups = bounds.maxGroups();
        this.maxRequestIds = bounds.maxRequestIds();
    }

    @Override
    public void record(List<ErrorOccurrence> occurrences) {
        boolean hasNew = Boolean.TRUE.equals(transactions.execute(status -> add(occurrences)));
        if (hasNew) {
            evict();
        }
    }

    /** By now the errors are stored: what goes wrong here must not count them as lost. The next new group tries again. */
    private void evict() {
        try {
            groups.behind(maxGroups).stream().filter(groups::delete).forEach(group -> evicted.incrementAndGet());
        } catch (DataAccessException e) {
            log.warn("There may be more than {} groups of errors until the next one begins.", maxGroups, e);
        }
    }

    /** In the order of their ids: instances that have errors of the same groups wait for each other in one direction only. */
    private boolean add(List<ErrorOccurrence> occurrences) {
        Map<ErrorFingerprint, List<ErrorOccurrence>> byGroup = new LinkedHashMap<>();
        for (ErrorOccurrence occurrence : occurrences) {
            byGroup.computeIfAbsent(occurrence.fingerprint(), group -> new ArrayList<>())
                    .add(occurrence);
        }
        return byGroup.values().stream()
                .sorted(Comparator.comparing(same -> same.get(0).fingerprint().id()))
                .map(this::addToGroup)
                .reduce(false, Boolean::logicalOr);
    }

    /** Again where somebody removed the group that was there: one that was begun here nobody else can remove yet. */
    private boolean addToGroup(List<ErrorOccurrence> same) {
        ErrorFingerprint fingerprint = same.get(0).fingerprint();
        boolean isNew;
        Optional<ErrorGroup> group;
        do {
            isNew = groups.begin(fingerprint, same.get(0).at());
            group = groups.findForChange(fingerprint.id());
        } while (group.isEmpty());
        groups.update(with(group.get(), same));
        return isNew;
    }

    private ErrorGroup with(ErrorGroup group, List<ErrorOccurrence> more) {
        Instant first = group.firstSeen();
        Instant last = group.lastSeen();
        List<String> requests = new ArrayList<>();
        for (ErrorOccurrence occurrence : more) {
            first = occurrence.at().isBefore(first) ? occurrence.at() : first;
            last = occurrence.at().isAfter(last) ? occurrence.at() : last;
            if (occurrence.requestId() != null) {
                requests.add(0, occurrence.requestId());
            }
        }
        return new ErrorGroup(
                group.id(),
                group.fingerprint(),
                group.count() + more.size(),
                first,
                last,
                Stream.concat(requests.stream(), group.requestIds().stream())
                        .limit(maxRequestIds)
                        .toList());
    }

    /** Forgets what was not seen since then. */
    void removeUnseenSince(Instant limit) {
        groups.unseenSince(limit).forEach(groups::delete);
    }

    @Override
    public List<ErrorGroup> list(int limit) {
        return groups.latest(limit);
    }

    @Override
    public @Nullable ErrorGroup find(String id) {
        return groups.find(id).orElse(null);
    }

    @Override
    public boolean remove(String id) {
        return groups.delete(id);
    }

    @Override
    public void clear() {
        transactions.executeWithoutResult(status -> groups.delete(groups.allForChange()));
    }

    @Override
    public long evicted() {
        return evicted.get();
    }
}
