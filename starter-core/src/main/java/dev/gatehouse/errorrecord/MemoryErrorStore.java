package dev.gatehouse.errorrecord;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a bounded number of groups in memory, until the next start. When it is full, the group that was not seen for the
 * longest time leaves. Thread-safe.
 */
public final class MemoryErrorStore implements ErrorStore {

    private final int maxGroups;
    private final int maxRequestIds;

    /** The least recently seen comes first. */
    private final Map<ErrorFingerprint, Entry> groups = new LinkedHashMap<>();

    private long evicted;

    /**
     * Creates an empty store.
     *
     * @param maxGroups how many groups are kept, 1 or more
     * @param maxRequestIds how many ids of requests a group keeps, 0 or more
     */
    public MemoryErrorStore(int maxGroups, int maxRequestIds) {
        this.maxGroups = maxGroups;
        this.maxRequestIds = maxRequestIds;
    }

    @Override
    public synchronized void record(List<ErrorOccurrence> occurrences) {
        for (ErrorOccurrence occurrence : occurrences) {
            Entry known = groups.remove(occurrence.fingerprint());
            Entry entry = known != null ? known : new Entry(occurrence);
            entry.add(occurrence, maxRequestIds);
            groups.put(occurrence.fingerprint(), entry);
            if (groups.size() > maxGroups) {
                Iterator<Entry> oldest = groups.values().iterator();
                oldest.next();
                oldest.remove();
                evicted++;
            }
        }
    }

    @Override
    public synchronized List<ErrorGroup> list(int limit) {
        List<Entry> newestFirst = new ArrayList<>(groups.values());
        Collections.reverse(newestFirst);
        return newestFirst.stream().limit(limit).map(Entry::toGroup).toList();
    }

    @Override
    public synchronized @Nullable ErrorGroup find(String id) {
        for (Entry entry : groups.values()) {
            if (entry.id.equals(id)) {
                return entry.toGroup();
            }
        }
        return null;
    }

    @Override
    public synchronized boolean remove(String id) {
        return groups.values().removeIf(entry -> entry.id.equals(id));
    }

    @Override
    public synchronized void clear() {
        groups.clear();
    }

    @Override
    public synchronized long evicted() {
        return evicted;
    }

    private static final class Entry {

        private final String id;
        private final ErrorFingerprint fingerprint;
        private final Instant firstSeen;
        private final Deque<String> requestIds = new ArrayDeque<>();
        private Instant lastSeen;
        private long count;

        Entry(ErrorOccurrence first) {
            this.id = first.fingerprint().id();
            this.fingerprint = first.fingerprint();
            this.firstSeen = first.at();
            this.lastSeen = first.at();
        }

        void add(ErrorOccurrence occurrence, int maxRequestIds) {
            count++;
            lastSeen = occurrence.at();
            String requestId = occurrence.requestId();
            if (requestId != null) {
                requestIds.addFirst(requestId);
                if (requestIds.size() > maxRequestIds) {
                    requestIds.removeLast();
                }
            }
        }

        ErrorGroup toGroup() {
            return new ErrorGroup(id, fingerprint, count, firstSeen, lastSeen, List.copyOf(requestIds));
        }
    }
}
