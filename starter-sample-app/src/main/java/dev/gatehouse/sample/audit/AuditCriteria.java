package dev.gatehouse.sample.audit;

import dev.gatehouse.audit.AuditOutcome;
import dev.gatehouse.sample.db.SqlTime;
import dev.gatehouse.sample.db.StorableTime;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which rows of the log are asked for; what is left out does not matter. */
record AuditCriteria(
        @Parameter(description = "Id of the user who acted.", example = "01936f3e-7c1a-7b3e-9d5f-2f6b8a1c4d7e")
        @Size(max = 64)
        @Pattern(regexp = AuditCriteria.TEXT, message = AuditCriteria.TEXT_MESSAGE)
        @Nullable
        String actor,

        @Parameter(description = "What was done.", example = "api_key_created")
        @Size(max = 64)
        @Pattern(regexp = AuditCriteria.TEXT, message = AuditCriteria.TEXT_MESSAGE)
        @Nullable
        String action,

        @Parameter(description = "How it ended.") @Nullable AuditOutcome outcome,

        @Parameter(
                description = "What it was done to: a kind, or a kind and an id.",
                example = "user:01936f3e-7c1a-7b3e-9d5f-2f6b8a1c4d7e")
        @Size(max = 97)
        @Pattern(regexp = "^[a-z_]{1,32}(:[\\x20-\\x7e]{1,64})?$")
        @Nullable
        String target,

        @Parameter(description = "From when on.", example = "2026-11-20T00:00:00Z") @StorableTime @Nullable
        Instant from,

        @Parameter(description = "Before when.", example = "2026-11-21T00:00:00Z") @StorableTime @Nullable
        Instant to) {

    /** All that the log knows anything by. What no row can hold, PostgreSQL does not even compare. */
    static final String TEXT = "^[\\x20-\\x7e]*$";

    static final String TEXT_MESSAGE = "must be printable ASCII";

    /** The condition in SQL. Values come in by {@link #values} alone. */
    String condition() {
        StringBuilder sql = new StringBuilder("1 = 1");
        add(sql, actor, "actor_id = :actor");
        add(sql, action, "action = :action");
        add(sql, outcome, "outcome = :outcome");
        add(sql, target, "target_type = :targetType");
        if (target != null && target.indexOf(':') >= 0) {
            sql.append(" and target_id = :targetId");
        }
        add(sql, from, "occurred_at >= :from");
        add(sql, to, "occurred_at < :to");
        return sql.toString();
    }

    /** The values of the condition, to be changed at will. */
    Map<String, Object> values() {
        Map<String, Object> values = new HashMap<>();
        put(values, "actor", actor);
        put(values, "action", action);
        put(values, "outcome", outcome == null ? null : outcome.name());
        put(values, "from", from == null ? null : SqlTime.of(from));
        put(values, "to", to == null ? null : SqlTime.of(to));
        if (target != null) {
            String[] parts = target.split(":", 2);
            values.put("targetType", parts[0]);
            put(values, "targetId", parts.length == 2 ? parts[1] : null);
        }
        return values;
    }

    private static void add(StringBuilder sql, @Nullable Object value, String condition) {
        if (value != null) {
            sql.append(" and ").append(condition);
        }
    }

    private static void put(Map<String, Object> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }
}
