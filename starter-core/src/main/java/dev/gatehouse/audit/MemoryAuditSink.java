package dev.gatehouse.audit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Keeps the latest events, signed, in the memory of this process: for development and tests. Bounded; the oldest go first, so
 * that it proves nothing about what went. Thread-safe.
 */
public final class MemoryAuditSink implements AuditSink {

    private final AuditChain chain;
    private final int maxRows;
    private final Deque<AuditRow> rows = new ArrayDeque<>();
    private long sequence;

    /**
     * Creates an empty sink.
     *
     * @param chain signs the rows
     * @param maxRows how many to keep, 1 or more
     */
    public MemoryAuditSink(AuditChain chain, int maxRows) {
        if (maxRows < 1) {
            throw new IllegalArgumentException("A sink of " + maxRows + " rows keeps nothing. Use 1 or more.");
        }
        this.chain = chain;
        this.maxRows = maxRows;
    }

    @Override
    public synchronized void append(AuditEvent event) {
        if (rows.size() == maxRows) {
            rows.removeFirst();
        }
        rows.addLast(chain.sign(++sequence, event));
    }

    /**
     * Gives the rows.
     *
     * @return a copy, the oldest first
     */
    public synchronized List<AuditRow> rows() {
        return List.copyOf(rows);
    }
}
