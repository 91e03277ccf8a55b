package dev.gatehouse.sample.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.sample.PostgresServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Import;

/** On PostgreSQL, which keeps the log itself. */
@Import(PostgresServer.class)
class PostgresAuditTests extends AuditScenarios {

    @Override
    void takeTheGuardAway() {
        database.sql("set local session_replication_role = replica").update();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_log set outcome = 'SUCCESS'",
                "update audit_log set ip = null, user_agent = null, label = null, action = 'other'",
                "update audit_log set ip = '192.0.2.1'",
                "delete from audit_log",
                "truncate audit_log",
                "update audit_seal set row_count = 0",
                "delete from audit_seal",
                "truncate audit_seal"
            })
    void theDatabaseRefusesToChangeTheLog(String sql) {
        trail.succeeded("written", thing(), Map.of());
        seal();
        assertThatThrownBy(() -> database.sql(sql).update()).hasStackTraceContaining("neither changed nor deleted");
    }

    @Test
    void aRowThatTurnsUpBehindItsSealIsRefused() {
        assertThatThrownBy(() -> transactions.executeWithoutResult(status -> {
                    trail.succeeded("slow", thing(), Map.of());
                    trail.refused("quick", dev.gatehouse.audit.AuditOutcome.DENIED, thing(), "forbidden", Map.of());
                    sealElsewhere();
                }))
                .hasStackTraceContaining("sealed beyond this row");
        assertThat(asAuditor(LOG + "/verify").json().path("ok").asBoolean()).isTrue();
    }

    /** Not on the connection of the transaction that is open. */
    private void sealElsewhere() {
        Thread other = new Thread(this::seal);
        other.start();
        try {
            other.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
