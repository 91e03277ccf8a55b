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

    /** Verifies the links that hold the rows of a time, and the rows behind the last link if they belong to it. */
    AuditVerificationResponse verify(@Nullable Instant from, @Nullable Instant to, @Nullable String anchor) {
        AuditSeal head = seals.last().orElse(null);
        boolean anchored = anchor == null || seals.contains(anchor);
        AuditLog.Span span = log.span(from, to);
        if (span == null) {
            return answer(anchored, null, 0, 0, head);
        }
        if (span.count() > MAX_ROWS) {
            throw AuditProblems.rangeTooLarge(MAX_ROWS);
        }
        // Without a beginning the first link counts too: rows may have been cut off in front of the first that is left.
        AuditSeal previous =
                from == null ? null : seals.lastBefore(span.first()).orElse(null);
        AuditReading reading = chain.reading(previous);
        long checked = 0;
        for (List<AuditSeal> next = next(previous, span); !next.isEmpty(); next = next(previous, span)) {
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

    private List<AuditSeal> next(@Nullable AuditSeal previous, AuditLog.Span span) {
        return seals.behind(previous, SEALS_AT_ONCE).stream()
                .filter(seal -> seal.fromSequence() <= span.last())
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
