package dev.gatehouse.sample.account;

import dev.gatehouse.sample.audit.AuditTrail;
import dev.gatehouse.sample.audit.AuditTrail.Target;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes accounts away that nobody ever used: nobody has logged in, and so there is nothing else that belongs to them. Name and
 * address are free again. In the transaction that is running.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Claims {

    private final UserRepository users;
    private final JdbcClient database;
    private final AuditTrail audit;

    Claims(UserRepository users, JdbcClient database, AuditTrail audit) {
        this.users = users;
        this.database = database;
        this.audit = audit;
    }

    /** Finds and locks who registered with an address and never proved it. */
    Optional<User> findForChange(String emailKey) {
        return users.findForChangeByEmailKey(emailKey).filter(User::isMereClaim);
    }

    /** Removes a pending account and what the log knows of whoever made it; its row is locked. */
    void remove(UUID id, String reason) {
        database.sql("delete from one_time_tokens where user_id = :id")
                .param("id", id)
                .update();
        database.sql("delete from user_roles where user_id = :id")
                .param("id", id)
                .update();
        database.sql("delete from users where id = :id and status = 'PENDING'")
                .param("id", id)
                .update();
        audit.redact(id);
        audit.succeeded("pending_account_removed", Target.user(id), Map.of("reason", reason));
    }
}
