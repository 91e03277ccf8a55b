package dev.gatehouse.sample.audit;

import dev.gatehouse.audit.AuditRow;
import dev.gatehouse.batch.BatchLimits;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What auditors may ask of the log. Whoever takes much of it away, or looks whether it is whole, is in it as well. */
@Service
class AuditReader {

    private final AuditLog log;
    private final AuditVerifier verifier;
    private final AuditTrail trail;
    private final int maxExport;

    /** The limits are missing where Gatehouse is switched off. */
    AuditReader(AuditLog log, AuditVerifier verifier, AuditTrail trail, ObjectProvider<BatchLimits> batches) {
        this.log = log;
        this.verifier = verifier;
        this.trail = trail;
        this.maxExport = batches.getIfAvailable(BatchLimits::defaults).of(BatchLimits.EXPORT);
    }

    @Transactional(readOnly = true)
    AuditPage list(AuditCriteria criteria, @Nullable String cursor, int size) {
        AuditProblems.requireRange(criteria.from(), criteria.to());
        List<AuditRow> found = log.find(criteria, cursor == null ? null : AuditCursor.parse(cursor), size + 1);
        boolean more = found.size() > size;
        List<AuditRow> page = more ? found.subList(0, size) : found;
        return new AuditPage(
                page.stream().map(AuditEntry::of).toList(),
                more ? AuditCursor.behind(page.get(size - 1)).text() : null);
    }

    @Transactional(readOnly = true)
    AuditEntry read(long sequence) {
        return log.find(sequence).map(AuditEntry::of).orElseThrow(AuditProblems::notFound);
    }

    @Transactional
    List<AuditEntry> export(AuditCriteria criteria) {
        AuditProblems.requireRange(criteria.from(), criteria.to());
        List<AuditRow> found = log.find(criteria, null, maxExport + 1);
        if (found.size() > maxExport) {
            throw AuditProblems.rangeTooLarge(maxExport);
        }
        trail.succeeded("audit_exported", null, Map.of("rows", String.valueOf(found.size())));
        return found.stream().map(AuditEntry::of).toList();
    }

    @Transactional
    AuditVerificationResponse verify(@Nullable Instant from, @Nullable Instant to, @Nullable String anchor) {
        AuditProblems.requireRange(from, to);
        AuditVerificationResponse found = verifier.verify(from, to, anchor);
        trail.succeeded("audit_verified", null, Map.of("ok", String.valueOf(found.ok())));
        return found;
    }
}
