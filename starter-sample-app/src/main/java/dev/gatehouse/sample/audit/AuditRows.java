package dev.gatehouse.sample.audit;

import dev.gatehouse.audit.AuditEvent;
import dev.gatehouse.audit.AuditOrigin;
import dev.gatehouse.audit.AuditOutcome;
import dev.gatehouse.audit.AuditRow;
import dev.gatehouse.sample.db.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table of the audit log, row by row. Rows are added and read; only personal data is ever erased. */
@Component
class AuditRows {

    private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

    private final JsonMapper json;

    AuditRows(JsonMapper json) {
        this.json = json;
    }

    long nextSequence(JdbcClient database) {
        return database.sql("select nextval('audit_log_seq')").query(Long.class).single();
    }

    void insert(JdbcClient database, AuditRow row) {
        AuditEvent event = row.event();
        AuditOrigin origin = event.origin();
        database.sql("""
                        insert into audit_log (seq, occurred_at, actor_type, actor_id, on_behalf_of, session_id,
                            api_key_id, action, target_type, target_id, outcome, reason, ip, ip_hmac, user_agent,
                            user_agent_hmac, label, label_hmac, request_id, details, row_mac)
                        values (:seq, :occurredAt, :actorType, :actorId, :onBehalfOf, :sessionId,
                            :apiKeyId, :action, :targetType, :targetId, :outcome, :reason, :ip, :ipHmac, :userAgent,
                            :userAgentHmac, :label, :labelHmac, :requestId, :details, :rowMac)
                        """)
                .param("seq", row.sequence())
                .param("occurredAt", SqlTime.of(event.occurredAt()))
                .param("actorType", event.actorType())
                .param("actorId", event.actorId())
                .param("onBehalfOf", event.onBehalfOf())
                .param("sessionId", origin.sessionId())
                .param("apiKeyId", origin.apiKeyId())
                .param("action", event.action())
                .param("targetType", event.targetType())
                .param("targetId", event.targetId())
                .param("outcome", event.outcome().name())
                .param("reason", event.reason())
                .param("ip", origin.address())
                .param("ipHmac", row.addressMac())
                .param("userAgent", origin.userAgent())
                .param("userAgentHmac", row.userAgentMac())
                .param("label", origin.label())
                .param("labelHmac", row.labelMac())
                .param("requestId", origin.requestId())
                .param("details", json.writeValueAsString(new TreeMap<>(event.details())))
                .param("rowMac", row.mac())
                .update();
    }

    /**
     * Erases what the log knows of a person beside the id, also where nobody knew yet that it was that person, as in a log-in
     * that failed. The rows stay genuine: their MACs cover MACs of it.
     */
    int redact(JdbcClient database, String userId) {
        return database.sql("""
                        update audit_log set ip = null, user_agent = null, label = null
                        where seq in (
                                select seq from audit_log
                                where actor_id = :user
                                    or (target_type = 'user' and target_id = :user and actor_type = 'anonymous')
                                union
                                select a.seq from audit_log s join audit_log a on a.target_id = s.session_id
                                where s.actor_id = :user and a.target_type = 'session' and a.actor_type = 'anonymous')
                            and (ip is not null or user_agent is not null or label is not null)
                        """).param("user", userId).update();
    }

    /** Reads a row, also one that somebody tampered with: it must show, not break the log around it. */
    AuditRow read(ResultSet row, int index) throws SQLException {
        AuditOrigin origin = new AuditOrigin(
                row.getString("session_id"),
                row.getString("api_key_id"),
                row.getString("request_id"),
                row.getString("ip"),
                row.getString("user_agent"),
                row.getString("label"));
        AuditEvent event = new AuditEvent(
                SqlTime.read(row, "occurred_at"),
                visible(row.getString("actor_type")),
                row.getString("actor_id"),
                row.getString("on_behalf_of"),
                visible(row.getString("action")),
                row.getString("target_type"),
                row.getString("target_id"),
                outcome(row.getString("outcome")),
                row.getString("reason"),
                origin,
                details(row.getString("details")));
        return new AuditRow(
                row.getLong("seq"),
                event,
                row.getString("ip_hmac"),
                row.getString("user_agent_hmac"),
                row.getString("label_hmac"),
                row.getString("row_mac"));
    }

    private Map<String, String> details(String text) {
        try {
            return json.readValue(text, DETAILS);
        } catch (JacksonException e) {
            return Map.of("unreadable", text);
        }
    }

    private static AuditOutcome outcome(String name) {
        return Arrays.stream(AuditOutcome.values())
                .filter(outcome -> outcome.name().equals(name))
                .findAny()
                .orElse(AuditOutcome.FAILURE);
    }

    private static String visible(String text) {
        return text.isBlank() ? "?" : text;
    }
}
