package dev.gatehouse.audit;

import java.time.Instant;
import java.util.List;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a log part by part, in its order, and remembers what it has seen: the last link, and the newest key. Ends with the
 * first part that is not intact. For one thread.
 */
public final class AuditReading {

    private final KeyTurn keys;
    private @Nullable String previousHash;
    private long last;

    AuditReading(List<SecretKey> keys, @Nullable AuditSeal previous) {
        this.keys = new KeyTurn(keys);
        this.previousHash = previous == null ? null : previous.hash();
        this.last = previous == null ? Long.MIN_VALUE : previous.toSequence();
    }

    /**
     * Verifies the next part.
     *
     * @param rows all rows behind the last link, in the order of their numbers; those that no link of the part holds are behind
     *     the end of the chain, and no part follows
     * @param seals all links of the part, in order
     * @param anchor the hash of a link that was kept elsewhere, which must be in the part; null without one
     * @return what was found in the part
     */
    public AuditVerification verify(List<AuditRow> rows, List<AuditSeal> seals, @Nullable String anchor) {
        int at = 0;
        boolean anchored = anchor == null;
        for (AuditSeal seal : seals) {
            int from = at;
            while (at < rows.size() && rows.get(at).sequence() <= seal.toSequence()) {
                if (!accepts(rows.get(at))) {
                    return new AuditVerification(false, rows.get(at).sequence(), 0);
                }
                at++;
            }
            if (!accepts(seal, rows.subList(from, at))) {
                return new AuditVerification(false, seal.fromSequence(), 0);
            }
            anchored |= seal.hash().equals(anchor);
        }
        for (AuditRow row : rows.subList(at, rows.size())) {
            if (!accepts(row)) {
                return new AuditVerification(false, row.sequence(), 0);
            }
        }
        return new AuditVerification(anchored, null, rows.size() - at);
    }

    private boolean accepts(AuditRow row) {
        boolean follows = row.sequence() > last;
        last = row.sequence();
        return follows && keys.acceptsRow(row.event().occurredAt(), key -> AuditChain.isGenuine(key, row));
    }

    private boolean accepts(AuditSeal seal, List<AuditRow> rows) {
        if (rows.isEmpty()
                || rows.size() != seal.rowCount()
                || rows.get(0).sequence() != seal.fromSequence()
                || rows.get(rows.size() - 1).sequence() != seal.toSequence()) {
            return false;
        }
        String before = previousHash;
        previousHash = seal.hash();
        if (keys.knows(key -> AuditChain.isLinkOf(key, seal, before, rows))) {
            return keys.acceptsLink(seal.sealedAt(), key -> AuditChain.isLinkOf(key, seal, before, rows));
        }
        Instant lastRow = rows.get(rows.size() - 1).event().occurredAt();
        return keys.acceptsLink(lastRow, key -> AuditChain.isEarlierLinkOf(key, seal, before, rows));
    }
}
