package dev.gatehouse.sample.account;

import dev.gatehouse.sample.privacy.PersonalData;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The account itself. Its row stays behind without a person in it, since others refer to it. */
@Component
class AccountData implements PersonalData {

    private final UserRepository users;
    private final JdbcClient database;
    private final Clock clock;

    AccountData(UserRepository users, JdbcClient database, Clock clock) {
        this.users = users;
        this.database = database;
        this.clock = clock;
    }

    @Override
    public String section() {
        return "account";
    }

    @Override
    public Object export(UUID userId) {
        return Profile.of(users.findById(userId).orElseThrow(AccountProblems::notFound), List.of());
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void erase(UUID userId) {
        users.findForChange(userId).ifPresent(user -> user.erase(clock.instant()));
        database.sql("delete from one_time_tokens where user_id = :user")
                .param("user", userId)
                .update();
    }
}
