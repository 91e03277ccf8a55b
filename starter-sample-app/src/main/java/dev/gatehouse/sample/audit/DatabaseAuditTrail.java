package dev.gatehouse.sample.audit;

import dev.gatehouse.audit.AuditChain;
import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditOutcome;
import dev.gatehouse.sample.audit.AuditContext.Actor;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Signs each event and adds it to the table, without reading or locking what others write. */
@Service
class DatabaseAuditTrail implements AuditTrail {

    private final AuditChain chain;
    private final AuditRows rows;
    private final AuditContext context;
    private final JdbcClient database;
    private final JdbcClient ownTransactions;
    private final AuditAnnouncer announcer;
    private final MeterRegistry meters;
    private final Clock clock;

    DatabaseAuditTrail(
            AuditChain chain,
            AuditRows rows,
            AuditContext context,
            JdbcClient database,
            RefusalConnections refusals,
            AuditAnnouncer announcer,
            MeterRegistry meters,
            Clock clock) {
        this.chain = chain;
        this.rows = rows;
        this.context = context;
        this.database = database;
        this.ownTransactions = refusals.client();
        this.announcer = announcer;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public void succeeded(String action, @Nullable Target target, Map<String, String> details) {
        announcer.afterCommit(write(database, context.actor(), action, AuditOutcome.SUCCESS, target, null, details));
    }

    @Override
    public void refused(
            String action, AuditOutcome outcome, @Nullable Target target, String reason, Map<String, String> details) {
        announcer.now(write(ownTransactions, context.actor(), action, outcome, target, reason, details));
    }

    @Override
    public void succeededAs(String action, UUID userId, @Nullable UUID sessionId, Map<String, String> details) {
        Actor user = Actor.user(userId, sessionId);
        announcer.afterCommit(write(database, user, action, AuditOutcome.SUCCESS, Target.user(userId), null, details));
    }

    @Override
    public void refusedToKey(String action, UUID ownerId, String keyId, Target target, String reason) {
        Actor key = Actor.apiKey(ownerId, keyId);
        announcer.now(write(ownTransactions, key, action, AuditOutcome.DENIED, target, reason, Map.of()));
    }

    @Override
    public void redact(UUID userId) {
        rows.redact(database, userId.toString());
    }

    private AuditEvent write(
            JdbcClient connection,
            Actor actor,
            String action,
            AuditOutcome outcome,
            @Nullable Target target,
            @Nullable String reason,
            Map<String, String> details) {
        AuditEvent event = new AuditEvent(
                clock.instant(),
                actor.type(),
                actor.id(),
                actor.onBehalfOf(),
                action,
                target == null ? null : target.type(),
                target == null ? null : target.id(),
                outcome,
                reason,
                context.origin(actor),
                details);
        rows.insert(connection, chain.sign(rows.nextSequence(connection), event));
        // Actions are words of the code: their number is bounded.
        meters.counter(
                        "audit.events",
                        "action",
                        action,
                        "outcome",
                        outcome.name().toLowerCase(Locale.ROOT))
                .increment();
        return event;
    }
}
