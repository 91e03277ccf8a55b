package dev.gatehouse.sample.account;

import dev.gatehouse.sample.access.UserRights;
import dev.gatehouse.sample.access.UserRole;
import dev.gatehouse.sample.privacy.PersonalData;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The account itself. Its row stays behind without a person in it, since others refer to it. */
@Component
class AccountData implements PersonalData {

    private final UserRepository users;
    private final UserRights rights;
    private final JdbcClient database;
    private final Clock clock;

    AccountData(UserRepository users, UserRights rights, JdbcClient database, Clock clock) {
        this.users = users;
        this.rights = rights;
        this.database = database;
        this.clock = clock;
    }

    @Override
    public String section() {
        return "account";
    }

    @Override
    public Object export(UUID userId) {
        User user = users.findById(userId).orElseThrow(AccountProblems::notFound);
        return Exported.of(user, rights.rolesOf(userId));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void erase(UUID userId) {
        users.findForChange(userId).ifPresent(user -> user.erase(clock.instant()));
        database.sql("delete from one_time_tokens where user_id = :user")
                .param("user", userId)
                .update();
    }

    /** Everything in the row but hashes and counters. */
    record Exported(
            UUID id,
            String username,
            String email,
            @Nullable Instant emailVerifiedAt,
            String displayName,
            String locale,
            UserStatus status,
            boolean mfaRequired,
            boolean mustChangePassword,
            List<UserRole> roles,
            @Nullable Instant passwordChangedAt,
            @Nullable Instant lastLoginAt,
            Instant createdAt,
            Instant updatedAt) {

        static Exported of(User user, List<UserRole> roles) {
            return new Exported(
                    user.id(),
                    user.username(),
                    user.email(),
                    user.emailVerifiedAt(),
                    user.displayName(),
                    user.locale(),
                    user.status(),
                    user.mfaRequired(),
                    user.mustChangePassword(),
                    roles,
                    user.passwordChangedAt(),
                    user.lastLoginAt(),
                    user.createdAt(),
                    user.updatedAt());
        }
    }
}
