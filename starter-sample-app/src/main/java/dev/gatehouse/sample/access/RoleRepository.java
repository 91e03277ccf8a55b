package dev.gatehouse.sample.access;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.sql.ResultSet;
import java.sql.SQLException;
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
        Map<UUID, Set<Permission>> given = database
                .sql("select role_id, permission_id from role_permissions")
                .query((row, n) -> Map.entry(row.getObject("role_id", UUID.class), permission(row)))
                .list()
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toUnmodifiableSet())));
        List<Role> roles = database.sql("""
                        select id, name, description, is_system, is_all, parent_role_id, row_version
                        from roles order by name_key
                        """).query((row, n) -> role(row, given)).list();
        return new RoleTree(roles);
    }

    private static Permission permission(ResultSet row) throws SQLException {
        return Permission.find(row.getInt("permission_id")).orElseThrow();
    }

    private static Role role(ResultSet row, Map<UUID, Set<Permission>> given) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Role(
                id,
                row.getString("name"),
                row.getString("description"),
                row.getBoolean("is_system"),
                row.getBoolean("is_all"),
                row.getObject("parent_role_id", UUID.class),
                given.getOrDefault(id, Set.of()),
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

    /** Replaces what a role is; whoever does it holds the lock and has looked at the version. */
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
        database.sql("delete from role_permissions where role_id = :id")
                .param("id", id)
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
