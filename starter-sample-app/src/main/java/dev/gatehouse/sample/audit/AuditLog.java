package dev.gatehouse.sample.audit;

import dev.gatehouse.audit.AuditRow;
import dev.gatehouse.sample.db.SqlTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the audit log. */
@Component
class AuditLog {

    private static final String SELECT = "select * from audit_log ";

    private final JdbcClient database;
    private final AuditRows rows;

    AuditLog(JdbcClient database, AuditRows rows) {
        this.database = database;
        this.rows = rows;
    }

    Optional<AuditRow> find(long sequence) {
        return database.sql(SELECT + "where seq = :seq")
                .param("seq", sequence)
                .query(rows::read)
                .optional();
    }

    /** The newest rows that a filter lets pass, or those behind a cursor. */
    List<AuditRow> find(AuditCriteria criteria, @Nullable AuditCursor cursor, int limit) {
        Map<String, Object> values = criteria.values();
        String condition = criteria.condition();
        if (cursor != null) {
            condition += " and (occurred_at, seq) < (:cursorTime, :cursorSeq)";
            values.put("cursorTime", SqlTime.of(cursor.occurredAt()));
            values.put("cursorSeq", cursor.sequence());
        }
        return database.sql(SELECT + "where " + condition + " order by occurred_at desc, seq desc limit :limit")
                .params(values)
                .param("limit", limit)
                .query(rows::read)
                .list();
    }

    /** The newest rows of what a user did, and of what others did to it or in its name, or with its sessions. */
    List<AuditRow> about(String userId, int limit) {
        return database.sql(SELECT + """
                        where seq in (
                            select seq from audit_log
                            where actor_id = :user or on_behalf_of = :user
                                or (target_type = 'user' and target_id = :user)
                            union
                            select a.seq from audit_log s join audit_log a on a.target_id = s.session_id
                            where s.actor_id = :user and a.target_type = 'session' and a.actor_type = 'anonymous')
                        order by occurred_at desc, seq desc limit :limit
                        """)
                .param("user", userId)
                .param("limit", limit)
                .query(rows::read)
                .list();
    }

    /** The rows behind a number, in order. */
    List<AuditRow> behind(long sequence, int limit) {
        return database.sql(SELECT + "where seq > :seq order by seq limit :limit")
                .param("seq", sequence)
                .param("limit", limit)
                .query(rows::read)
                .list();
    }

    /** The rows behind one number up to another, in order. */
    List<AuditRow> between(long behind, long upTo) {
        return database.sql(SELECT + "where seq > :behind and seq <= :upTo order by seq")
                .param("behind", behind)
                .param("upTo", upTo)
                .query(rows::read)
                .list();
    }

    /** The number of the last row in front of a time; {@link Long#MIN_VALUE} if there is none. */
    long lastBefore(Instant time) {
        long first = number("occurred_at >= :time order by occurred_at, seq", time, 0)
                .orElse(Long.MAX_VALUE);
        return number("seq < :row and occurred_at < :time order by seq desc", time, first)
                .orElse(Long.MIN_VALUE);
    }

    /** The number of the first row behind a time; {@link Long#MAX_VALUE} if there is none. */
    long firstFrom(Instant time) {
        long last = number("occurred_at < :time order by occurred_at desc, seq desc", time, 0)
                .orElse(Long.MIN_VALUE);
        return number("seq > :row and occurred_at >= :time order by seq", time, last)
                .orElse(Long.MAX_VALUE);
    }

    private Optional<Long> number(String condition, Instant time, long row) {
        return database.sql("select seq from audit_log where " + condition + " limit 1")
                .param("time", SqlTime.of(time))
                .param("row", row)
                .query(Long.class)
                .optional();
    }

    /** The numbers of the rows of a time, and how many there are between. */
    Span span(@Nullable Instant from, @Nullable Instant to) {
        AuditCriteria criteria = new AuditCriteria(null, null, null, null, from, to);
        Span span = database.sql("""
                        select min(seq) as first_seq, max(seq) as last_seq, count(*) as row_count
                        from audit_log where\s""" + criteria.condition())
                .params(criteria.values())
                .query((row, n) ->
                        new Span(row.getLong("first_seq"), row.getLong("last_seq"), row.getLong("row_count")))
                .single();
        return span.count() == 0 ? Span.EMPTY : span;
    }

    /** Rows that follow each other. */
    record Span(long first, long last, long count) {

        /** Ends before every row and begins behind every row. */
        static final Span EMPTY = new Span(Long.MAX_VALUE, Long.MIN_VALUE, 0);
    }
}
