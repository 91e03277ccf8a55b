package dev.gatehouse.sample.errorrecord;

import dev.gatehouse.error.ErrorCategory;
import dev.gatehouse.error.ErrorSeverity;
import dev.gatehouse.errorrecord.ErrorFingerprint;
import dev.gatehouse.errorrecord.ErrorGroup;
import dev.gatehouse.sample.db.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of groups, row by row. */
@Component
class ErrorGroups {

    private static final String SEPARATOR = " ";

    private final JdbcClient database;

    ErrorGroups(JdbcClient database) {
        this.database = database;
    }

    /** Begins a group with no error in it yet; gives false if it is there, by another instance perhaps. */
    boolean begin(ErrorFingerprint fingerprint, Instant at) {
        return database.sql("""
                                insert into error_groups
                                    (id, error, route, category, severity, occurrences, first_seen, last_seen, request_ids)
                                values (:id, :error, :route, :category, :severity, 0, :at, :at, '')
                                on conflict do nothing
                                """)
                        .param("id", fingerprint.id())
                        .param("error", fingerprint.error())
                        .param("route", fingerprint.route())
                        .param("category", fingerprint.category().name())
                        .param("severity", fingerprint.severity().name())
                        .param("at", SqlTime.of(at))
                        .update()
                == 1;
    }

    /** Reads a group and keeps others from it until the transaction ends. */
    Optional<ErrorGroup> findForChange(String id) {
        return database.sql("select * from error_groups where id = :id for update")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    void update(ErrorGroup group) {
        database.sql("""
                        update error_groups
                        set occurrences = :count, first_seen = :first, last_seen = :last, request_ids = :requests
                        where id = :id
                        """)
                .param("id", group.id())
                .param("count", group.count())
                .param("first", SqlTime.of(group.firstSeen()))
                .param("last", SqlTime.of(group.lastSeen()))
                .param("requests", String.join(SEPARATOR, group.requestIds()))
                .update();
    }

    List<ErrorGroup> latest(int limit) {
        return database.sql("select * from error_groups order by last_seen desc, id limit :limit")
                .param("limit", limit)
                .query((row, n) -> read(row))
                .list();
    }

    Optional<ErrorGroup> find(String id) {
        return database.sql("select * from error_groups where id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    /** Names the groups behind the latest ones. */
    List<Leaving> behind(int latest) {
        return database.sql(
                        "select id, last_seen from error_groups order by last_seen desc, id limit 10000 offset :latest")
                .param("latest", latest)
                .query((row, n) -> leaving(row))
                .list();
    }

    List<Leaving> unseenSince(Instant limit) {
        return database.sql("select id, last_seen from error_groups where last_seen < :limit")
                .param("limit", SqlTime.of(limit))
                .query((row, n) -> leaving(row))
                .list();
    }

    /** Deletes a group, but not one that was seen again since it was chosen. */
    boolean delete(Leaving group) {
        return database.sql("delete from error_groups where id = :id and last_seen = :seen")
                        .param("id", group.id())
                        .param("seen", SqlTime.of(group.lastSeen()))
                        .update()
                == 1;
    }

    /** Deletes groups of which the caller keeps others: a statement meets rows in any order. */
    void delete(List<String> ids) {
        if (!ids.isEmpty()) {
            database.sql("delete from error_groups where id in (:ids)")
                    .param("ids", ids)
                    .update();
        }
    }

    boolean delete(String id) {
        return database.sql("delete from error_groups where id = :id")
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Names all groups and keeps others from them until the transaction ends, in the order in which errors are added to them. */
    List<String> allForChange() {
        return database.sql("select id from error_groups order by id for update")
                .query(String.class)
                .list();
    }

    private static Leaving leaving(ResultSet row) throws SQLException {
        return new Leaving(row.getString("id"), SqlTime.read(row, "last_seen"));
    }

    private static ErrorGroup read(ResultSet row) throws SQLException {
        ErrorFingerprint fingerprint = new ErrorFingerprint(
                row.getString("error"),
                row.getString("route"),
                ErrorCategory.valueOf(row.getString("category")),
                ErrorSeverity.valueOf(row.getString("severity")));
        String requests = row.getString("request_ids");
        return new ErrorGroup(
                row.getString("id"),
                fingerprint,
                row.getLong("occurrences"),
                SqlTime.read(row, "first_seen"),
                SqlTime.read(row, "last_seen"),
                requests.isEmpty() ? List.of() : List.of(requests.split(SEPARATOR)));
    }

    /** A group that was chosen to leave, and when it had been seen last by then. */
    record Leaving(String id, Instant lastSeen) {}
}
