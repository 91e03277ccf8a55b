package dev.gatehouse.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A link of the chain, over some rows that follow each other. Keep the hash of the last one elsewhere as well: a chain alone
 * cannot show that its end was cut off. Immutable.
 *
 * @param fromSequence the number of the first row
 * @param toSequence the number of the last row
 * @param rowCount how many there are
 * @param previousHash the hash of the link before; null for the first
 * @param sealedAt when it was made, kept to the microsecond
 * @param hash the hash of this link, in 64 hexadecimal digits
 */
public record AuditSeal(
        long fromSequence,
        long toSequence,
        int rowCount,
        @Nullable String previousHash,
        Instant sealedAt,
        String hash) {

    /** Cuts the time to what databases keep. */
    public AuditSeal {
        sealedAt = sealedAt.truncatedTo(ChronoUnit.MICROS);
    }
}
