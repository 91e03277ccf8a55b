package dev.gatehouse.sample.account;

import dev.gatehouse.sample.db.SqlTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds users by what an administrator knows of them. Made of fixed parts: what a client sends is only ever bound. */
@Component
class UserSearch {

    private final JdbcClient database;
    private final Clock clock;

    UserSearch(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Gives ids in the order of the page. Its sort names columns, from an allow list. */
    Page<UUID> find(UserCriteria criteria, Pageable page) {
        Map<String, Object> values = new HashMap<>();
        String where = where(criteria, values);
        String order = page.getSort().stream()
                .map(key -> "u." + key.getProperty() + " " + key.getDirection())
                .collect(Collectors.joining(", "));
        List<UUID> ids = database.sql("select u.id from users u where " + where + " order by " + order
                        + " limit :size offset :offset")
                .params(values)
                .param("size", page.getPageSize())
                .param("offset", page.getOffset())
                .query(UUID.class)
                .list();
        long total = database.sql("select count(*) from users u where " + where)
                .params(values)
                .query(Long.class)
                .single();
        return new PageImpl<>(ids, page, total);
    }

    private String where(UserCriteria criteria, Map<String, Object> values) {
        List<String> conditions = new ArrayList<>();
        if (criteria.status() == null) {
            conditions.add("u.status <> 'DELETED'");
        } else {
            conditions.add("u.status = :status");
            values.put("status", criteria.status().name());
        }
        if (criteria.q() != null) {
            conditions.add("(u.username_key like :start escape '!' or u.email_key like :start escape '!')");
            values.put("start", beginning(criteria.q()));
        }
        if (criteria.role() != null) {
            conditions.add("exists (select 1 from user_roles g where g.user_id = u.id and g.role_id = :role"
                    + " and (g.expires_at is null or g.expires_at > :now))");
            values.put("role", criteria.role());
            values.put("now", SqlTime.of(clock.instant()));
        }
        return String.join(" and ", conditions);
    }

    private static String beginning(String text) {
        return text.toLowerCase(Locale.ROOT).replace("!", "!!").replace("_", "!_") + "%";
    }
}
