package dev.gatehouse.sample.access;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.gatehouse.sample.db.SqlTime;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who has which role. */
@Repository
class GrantRepository {

    private static final UUID NO_ROLE = new UUID(0, 0);

    private final JdbcClient database;

    GrantRepository(JdbcClient database) {
        this.database = database;
    }

    /** What users have at a moment, those whose time is over left out. */
    Map<UUID, List<UserRole>> findRoles(Collection<UUID> userIds, Instant now) {
        if (userIds.isEmpty()) {
            return Map.of();
        }
        return database
                .sql("""
                        select g.user_id, r.id, r.name, g.expires_at
                        from user_roles g join roles r on r.id = g.role_id
                        where g.user_id in (:users) and (g.expires_at is null or g.expires_at > :now)
                        order by r.name_key
                        """)
                .param("users", userIds)
                .param("now", SqlTime.of(now))
                .query((row, n) -> Map.entry(
                        row.getObject("user_id", UUID.class),
                        new UserRole(
                                row.getObject("id", UUID.class),
                                row.getString("name"),
                                SqlTime.readNullable(row, "expires_at"))))
                .list()
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    /** Gives roles, which all exist, to a user who has none of them. */
    void insert(
            UUID userId, Collection<UUID> roleIds, @Nullable UUID grantedBy, Instant now, @Nullable Instant expiresAt) {
        if (roleIds.isEmpty()) {
            return;
        }
        database.sql("""
                        insert into user_roles (user_id, role_id, granted_by, granted_at, expires_at)
                        select u.id, r.id, cast(:by as uuid), :now, cast(:expires as timestamp(6) with time zone)
                        from users u cross join roles r where u.id = :user and r.id in (:roles)
                        """)
                .param("user", userId)
                .param("roles", roleIds)
                .param("by", grantedBy)
                .param("now", SqlTime.of(now))
                .param("expires", expiresAt == null ? null : SqlTime.of(expiresAt))
                .update();
    }

    /** Takes away all but some, also what has ended by itself. */
    void deleteBeside(UUID userId, Collection<UUID> kept) {
        database.sql("delete from user_roles where user_id = :user and role_id not in (:kept)")
                .param("user", userId)
                .param("kept", kept.isEmpty() ? List.of(NO_ROLE) : kept)
                .update();
    }

    /** Takes a role away from those who do not exist any more. */
    void deleteOfDeleted(UUID roleId) {
        database.sql("""
                        delete from user_roles where role_id = :role
                            and user_id in (select id from users where status = 'DELETED')
                        """).param("role", roleId).update();
    }

    /** Ended grants and those of deleted users included. */
    boolean isGranted(UUID roleId) {
        return database.sql("select count(*) from user_roles where role_id = :role")
                        .param("role", roleId)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Whether anybody but one user can act as an administrator, today and tomorrow. */
    boolean hasAdministratorBeside(UUID userId) {
        return database.sql("""
                        select count(*)
                        from user_roles g join roles r on r.id = g.role_id join users u on u.id = g.user_id
                        where r.is_all = true and g.expires_at is null and u.id <> :user
                            and u.status = 'ACTIVE' and u.email_verified_at is not null
                        """).param("user", userId).query(Long.class).single() > 0;
    }

    /** The rights of a user have changed: what is cached of them is old once this commits. */
    void countVersion(UUID userId) {
        database.sql("update users set authz_version = authz_version + 1 where id = :user")
                .param("user", userId)
                .update();
    }
}
