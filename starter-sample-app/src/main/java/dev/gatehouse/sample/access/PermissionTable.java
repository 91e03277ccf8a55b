package dev.gatehouse.sample.access;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Holds at start-up that the table lists what the code asks for: a grant must never mean another permission. */
@Component
class PermissionTable implements InitializingBean {

    private final JdbcClient database;

    PermissionTable(JdbcClient database) {
        this.database = database;
    }

    @Override
    public void afterPropertiesSet() {
        Map<Integer, String> listed = database
                .sql("select id, name from permissions")
                .query((row, n) -> Map.entry(row.getInt("id"), row.getString("name")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Map<Integer, String> known =
                Arrays.stream(Permission.values()).collect(Collectors.toMap(Permission::id, Permission::permission));
        if (!listed.equals(known)) {
            throw new IllegalStateException("The table permissions and the code disagree. Only in the table: "
                    + without(listed, known) + ". Only in the code: " + without(known, listed)
                    + ". Write a migration that changes the table.");
        }
    }

    private static Map<Integer, String> without(Map<Integer, String> these, Map<Integer, String> those) {
        Map<Integer, String> rest = new TreeMap<>(these);
        rest.entrySet().removeAll(those.entrySet());
        return rest;
    }
}
