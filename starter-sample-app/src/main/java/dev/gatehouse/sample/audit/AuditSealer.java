package dev.gatehouse.sample.audit;

import dev.gatehouse.audit.AuditChain;
import dev.gatehouse.audit.AuditRow;
import dev.gatehouse.audit.AuditSeal;
import dev.gatehouse.sample.job.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Links new rows to the chain. Numbers are given out before their rows are committed, so that a row may turn up in front of
 * others: the sealer stops at a gap until nobody can fill it any more. The hash of each link goes to the log, which usually
 * ends up on another machine: it shows if the end of the chain was cut off.
 */
@Component
class AuditSealer implements Job {

    private static final Logger log = LoggerFactory.getLogger(AuditSealer.class);

    /** What verification reads at once. */
    private static final int MAX_ROWS = 1000;

    private final AuditChain chain;
    private final AuditLog rows;
    private final AuditSeals seals;
    private final AuditProperties properties;
    private final Clock clock;

    AuditSealer(AuditChain chain, AuditLog rows, AuditSeals seals, AuditProperties properties, Clock clock) {
        this.chain = chain;
        this.rows = rows;
        this.seals = seals;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "audit-seal";
    }

    @Override
    public Duration interval() {
        return properties.sealInterval();
    }

    @Override
    public void run() {
        boolean more;
        do {
            AuditSeal previous = seals.last().orElse(null);
            List<AuditRow> settled = settled(previous);
            more = !settled.isEmpty() && seal(previous, settled) && settled.size() == MAX_ROWS;
        } while (more);
    }

    private boolean seal(@Nullable AuditSeal previous, List<AuditRow> settled) {
        AuditSeal seal = chain.seal(previous, settled, clock.instant());
        try {
            seals.insert(seal);
        } catch (DuplicateKeyException e) {
            log.info("Another instance has sealed the audit log behind {} already.", previous, e);
            return false;
        }
        log.info("The audit log is sealed up to row {}. Anchor: {}", seal.toSequence(), seal.hash());
        return true;
    }

    /** The rows behind a link up to the first gap that may still be filled. */
    private List<AuditRow> settled(@Nullable AuditSeal previous) {
        Instant settledBefore = clock.instant().minus(properties.settleTime());
        List<AuditRow> settled = new ArrayList<>();
        long last = previous == null ? 0 : previous.toSequence();
        for (AuditRow row : rows.behind(last, MAX_ROWS)) {
            // The numbers in a gap are older than the row behind it.
            boolean gap = row.sequence() > last + 1;
            if (gap && row.event().occurredAt().isAfter(settledBefore)) {
                break;
            }
            settled.add(row);
            last = row.sequence();
        }
        return settled;
    }
}
