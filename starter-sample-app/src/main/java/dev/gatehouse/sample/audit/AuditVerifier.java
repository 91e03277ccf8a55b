package dev.gatehouse.sample.audit;

import dev.gatehouse.audit.AuditChain;
import dev.gatehouse.audit.AuditReading;
import dev.gatehouse.audit.AuditRow;
import dev.gatehouse.audit.AuditSeal;
import dev.gatehouse.audit.AuditVerification;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Verifies the log link by link, so that a long one does not have to fit into memory. */
@Component
class AuditVerifier {

    /** What a request can verify in its time. */
    static final int MAX_ROWS = 100_000;

    private static final int SEALS_AT_ONCE = 100;

    private final AuditChain chain;
    private final AuditLog log;
    private final AuditSeals seals;

    AuditVerifier(AuditChain chain, AuditLog log, AuditSeals seals) {
        this.chain = chain;
        this.log = log;
        this.seals = seals;
    }

    /**
     * Verifies the links that hold the rows of a time, and the rows behind the last link if they belong to it. Which links
     * those are, the rows around the time tell as well: rows of its own may be missing.
     */
    AuditVerificationResponse verify(@Nullable Instant from, @Nullable Instant to, @Nullable String anchor) {
        AuditSeal head = seals.last().orElse(null);
        boolean anchored = anchor == null || seals.contains(anchor);
        AuditLog.Span span = log.span(from, to);
        if (span.count() > MAX_ROWS) {
            throw AuditProblems.rangeTooLarge(MAX_ROWS);
        }
        AuditSeal previous = from == null ? null : linkBefore(span, from);
        long end = to == null ? Long.MAX_VALUE : Math.max(span.last(), log.firstFrom(to));
        AuditReading reading = chain.reading(previous);
        long checked = 0;
        for (List<AuditSeal> next = next(previous, end); !next.isEmpty(); next = next(previous, end)) {
            for (AuditSeal seal : next) {
                List<AuditRow> rows = log.between(last(previous), seal.toSequence());
                AuditVerification found = reading.verify(rows, List.of(seal), null);
                checked += rows.size();
                if (!found.intact()) {
                    return answer(false, found.firstBadSequence(), checked, 0, head);
                }
                previous = seal;
            }
        }
        List<AuditRow> unsealed = last(previous) < span.last() ? log.between(last(previous), span.last()) : List.of();
        AuditVerification found = reading.verify(unsealed, List.of(), null);
        return answer(
                anchored && found.intact(), found.firstBadSequence(), checked + unsealed.size(), unsealed.size(), head);
    }

    private @Nullable AuditSeal linkBefore(AuditLog.Span span, Instant from) {
        return seals.lastBefore(Math.min(span.first(), log.lastBefore(from))).orElse(null);
    }

    private List<AuditSeal> next(@Nullable AuditSeal previous, long end) {
        return seals.behind(previous, SEALS_AT_ONCE).stream()
                .filter(seal -> seal.fromSequence() <= end)
                .toList();
    }

    private static long last(@Nullable AuditSeal previous) {
        return previous == null ? Long.MIN_VALUE : previous.toSequence();
    }

    private static AuditVerificationResponse answer(
            boolean ok, @Nullable Long firstBad, long checked, int unsealed, @Nullable AuditSeal head) {
        return new AuditVerificationResponse(
                ok, firstBad, checked, unsealed, head == null ? null : AuditVerificationResponse.Anchor.of(head));
    }
}
