package dev.gatehouse.sample.audit;

import dev.gatehouse.sample.privacy.PersonalData;
import java.util.List;
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
    public List<AuditEntry> export(UUID userId) {
        AuditFilter own = new AuditFilter(userId.toString(), null, null, null, null, null);
        return log.find(own, null, MAX_ROWS).stream().map(AuditEntry::of).toList();
    }

    @Override
    public void erase(UUID userId) {
        rows.redact(database, userId.toString());
    }
}
