package dev.gatehouse.sample.access;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Roles and what they were given. There are few, so that they are always read together. */
@Repository
class RoleRepository {

    private final JdbcClient database;

    RoleRepository(JdbcClient database) {
        this.database = database;
    }

    RoleTree readAll() {
        Map<UUID, Map<Integer, String>> given = database
                .sql("""
                        select g.role_id, p.id, p.name
                        from role_permissions g join permissions p on p.id = g.permission_id
                        """)
                .query((row, n) -> Map.entry(row.getObject("role_id", UUID.class), permission(row)))
                .list()
                .stream()
                .collect(groupingBy(
                        Map.Entry::getKey,
                        mapping(Map.Entry::getValue, toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue))));
        List<Role> roles = database.sql("""
                        select id, name, description, is_system, is_all, parent_role_id, row_version
                        from roles order by name_key
                        """).query((row, n) -> role(row, given)).list();
        return new RoleTree(roles);
    }

    /** As the table has it: the next version of the service may have migrated while this one still runs. */
    private static Map.Entry<Integer, String> permission(ResultSet row) throws SQLException {
        return Map.entry(row.getInt("id"), row.getString("name"));
    }

    private static Role role(ResultSet row, Map<UUID, Map<Integer, String>> given) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Role(
                id,
                row.getString("name"),
                row.getString("description"),
                row.getBoolean("is_system"),
                row.getBoolean("is_all"),
                row.getObject("parent_role_id", UUID.class),
                given.getOrDefault(id, Map.of()),
                row.getLong("row_version"));
    }

    void insert(UUID id, String name, String description, @Nullable UUID parentId, Set<Permission> permissions) {
        database.sql("""
                        insert into roles
                            (id, name, name_key, description, is_system, is_all, parent_role_id, row_version)
                        values (:id, :name, :name, :description, false, false, :parent, 0)
                        """)
                .param("id", id)
                .param("name", name)
                .param("description", description)
                .param("parent", parentId)
                .update();
        give(id, permissions);
    }

    /**
     * Replaces what a role is; whoever does it holds the lock and has looked at the version. What only a newer version of the
     * service knows is left alone.
     */
    void update(UUID id, String name, String description, @Nullable UUID parentId, Set<Permission> permissions) {
        database.sql("""
                        update roles
                        set name = :name, name_key = :name, description = :description, parent_role_id = :parent,
                            row_version = row_version + 1
                        where id = :id and is_system = false
                        """)
                .param("id", id)
                .param("name", name)
                .param("description", description)
                .param("parent", parentId)
                .update();
        database.sql("delete from role_permissions where role_id = :id and permission_id in (:known)")
                .param("id", id)
                .param(
                        "known",
                        Arrays.stream(Permission.values()).map(Permission::id).toList())
                .update();
        give(id, permissions);
    }

    private void give(UUID id, Set<Permission> permissions) {
        if (permissions.isEmpty()) {
            return;
        }
        database.sql("""
                        insert into role_permissions (role_id, permission_id)
                        select r.id, p.id from roles r cross join permissions p
                        where r.id = :role and p.id in (:permissions)
                        """)
                .param("role", id)
                .param("permissions", permissions.stream().map(Permission::id).toList())
                .update();
    }

    void delete(UUID id) {
        database.sql("delete from roles where id = :id and is_system = false")
                .param("id", id)
                .update();
    }
}
