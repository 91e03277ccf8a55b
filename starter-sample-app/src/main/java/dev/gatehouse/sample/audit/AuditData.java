package dev.gatehouse.sample.audit;

import dev.gatehouse.sample.privacy.Excerpt;
import dev.gatehouse.sample.privacy.PersonalData;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the log says of a user. Rows stay when the user goes: without address, agent and label, and still genuine. */
@Component
class AuditData implements PersonalData {

    private static final int MAX_ROWS = 1000;

    private final AuditLog log;
    private final AuditRows rows;
    private final JdbcClient database;

    AuditData(AuditLog log, AuditRows rows, JdbcClient database) {
        this.log = log;
        this.rows = rows;
        this.database = database;
    }

    @Override
    public String section() {
        return "audit";
    }

    @Override
    public Excerpt<AuditEntry> export(UUID userId) {
        String user = userId.toString();
        return Excerpt.of(
                log.about(user, MAX_ROWS + 1).stream()
                        .map(row -> seenBy(user, AuditEntry.of(row)))
                        .toList(),
                MAX_ROWS);
    }

    /** From where others did it is their affair. */
    private static AuditEntry seenBy(String user, AuditEntry entry) {
        return entry.actorId() == null || entry.actorId().equals(user) ? entry : entry.withoutOrigin();
    }

    @Override
    public void erase(UUID userId) {
        rows.redact(database, userId.toString());
    }
}
