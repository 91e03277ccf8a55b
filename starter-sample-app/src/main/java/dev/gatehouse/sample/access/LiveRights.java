package dev.gatehouse.sample.access;

import dev.gatehouse.access.LivePermissions;
import dev.gatehouse.sample.db.SqlTime;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Answers the question of every request with one statement: is the session still good, may the account be used, and
 * under which versions are its rights cached. So a log-out, a disabled account or a withdrawn role acts at the next
 * request, on every instance, whatever the access token says.
 */
@Component
class LiveRights implements LivePermissions {

    private static final String IMPERSONATE = Permission.USERS_IMPERSONATE.permission();

    private final JdbcClient database;
    private final RightsCache cache;
    private final Clock clock;

    LiveRights(JdbcClient database, RightsCache cache, Clock clock) {
        this.database = database;
        this.cache = cache;
        this.clock = clock;
    }

    /**
     * Reads tables of other domains on purpose: four questions to four domains would be four statements. Parameters by
     * position: names are looked for in the text anew at every request.
     */
    @Override
    public @Nullable Set<String> ofSession(UUID userId, UUID sessionId) {
        OffsetDateTime now = SqlTime.of(clock.instant());
        return database.sql("""
                        select u.id, u.authz_version, u.mfa_required, r.version as roles_version,
                            exists (select 1 from mfa_totp t where t.user_id = u.id and t.confirmed_at is not null)
                                as second_factor,
                            s.impersonator_id, i.authz_version as impersonator_version
                        from sessions s
                            join users u on u.id = s.user_id
                            cross join rbac_state r
                            left join users i on i.id = s.impersonator_id and i.status = 'ACTIVE'
                                and i.email_verified_at is not null
                        where s.id = ? and s.user_id = ? and s.revoked_at is null
                            and s.expires_at > ? and s.idle_expires_at > ? and u.status = 'ACTIVE'
                            and u.email_verified_at is not null
                        """)
                .params(sessionId, userId, now, now)
                .query((row, n) -> new Standing(
                        row.getObject("id", UUID.class),
                        row.getLong("authz_version"),
                        row.getLong("roles_version"),
                        row.getBoolean("mfa_required"),
                        row.getBoolean("second_factor"),
                        row.getObject("impersonator_id", UUID.class),
                        row.getObject("impersonator_version", Long.class)))
                .optional()
                .flatMap(this::permissions)
                .orElse(null);
    }

    @Override
    public @Nullable Set<String> ofUser(UUID userId) {
        return database.sql("""
                        select u.id, u.authz_version, u.mfa_required, r.version as roles_version,
                            exists (select 1 from mfa_totp t where t.user_id = u.id and t.confirmed_at is not null)
                                as second_factor
                        from users u cross join rbac_state r
                        where u.id = :user and u.status = 'ACTIVE' and u.email_verified_at is not null
                        """)
                .param("user", userId)
                .query((row, n) -> new Standing(
                        row.getObject("id", UUID.class),
                        row.getLong("authz_version"),
                        row.getLong("roles_version"),
                        row.getBoolean("mfa_required"),
                        row.getBoolean("second_factor"),
                        null,
                        null))
                .optional()
                .flatMap(this::permissions)
                .orElse(null);
    }

    @Override
    public boolean hasSecondFactor(UUID userId) {
        return database.sql("select count(*) from mfa_totp where user_id = :user and confirmed_at is not null")
                        .param("user", userId)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Empty if the caller is no longer good. */
    private Optional<Set<String>> permissions(Standing user) {
        Rights rights = cache.get(user.id(), user.authzVersion(), user.rolesVersion());
        if (user.impersonatorId() != null) {
            return impersonated(user, rights);
        }
        boolean incomplete = !user.hasSecondFactor() && (user.needsSecondFactor() || rights.needsSecondFactor());
        return Optional.of(incomplete ? Set.of(SecondFactorGate.SETUP_ONLY) : rights.permissions());
    }

    /** Who acts for a user may do what both may, and only for as long as they may act for users at all. */
    private Optional<Set<String>> impersonated(Standing user, Rights rights) {
        UUID impersonator = user.impersonatorId();
        Long version = user.impersonatorVersion();
        if (impersonator == null || version == null) {
            return Optional.empty();
        }
        Set<String> own = cache.get(impersonator, version, user.rolesVersion()).permissions();
        if (!own.contains(IMPERSONATE)) {
            return Optional.empty();
        }
        Set<String> both = new HashSet<>(rights.permissions());
        both.retainAll(own);
        return Optional.of(Set.copyOf(both));
    }

    /** Where a user stands at this moment. */
    private record Standing(
            UUID id,
            long authzVersion,
            long rolesVersion,
            boolean needsSecondFactor,
            boolean hasSecondFactor,
            @Nullable UUID impersonatorId,
            @Nullable Long impersonatorVersion) {}
}
