package dev.gatehouse.sample.access;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Holds at start-up that the table lists what the code asks for: a grant must never mean another permission. Where the service
 * is deployed the table may list more: a newer version has migrated, and this one goes on beside it or comes back.
 */
@Component
class PermissionTable implements InitializingBean {

    private static final Logger log = LoggerFactory.getLogger(PermissionTable.class);

    private static final Profiles DEPLOYED = Profiles.of("prod | staging");

    private final JdbcClient database;
    private final Environment environment;

    PermissionTable(JdbcClient database, Environment environment) {
        this.database = database;
        this.environment = environment;
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
        if (listed.equals(known)) {
            return;
        }
        if (listed.entrySet().containsAll(known.entrySet()) && environment.acceptsProfiles(DEPLOYED)) {
            log.warn(
                    "The table permissions lists what this version of the service does not know: {}. Nothing here asks for"
                            + " it.",
                    without(listed, known));
        } else {
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
