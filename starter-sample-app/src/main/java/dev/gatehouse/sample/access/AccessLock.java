package dev.gatehouse.sample.access;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets one change of rights happen after the other, on all instances: what is checked behind the lock still holds at the
 * commit. Without it two administrators could take each other's role away and leave nobody.
 */
@Component
class AccessLock {

    private final JdbcClient database;

    AccessLock(JdbcClient database) {
        this.database = database;
    }

    /** Waits for the lock and keeps it until the transaction ends. The first thing that a change of rights locks. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void take() {
        database.sql("select version from rbac_state where id = 1 for update")
                .query(Long.class)
                .single();
    }

    /** Says that roles have changed: every cached set of permissions is old once this commits. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void rolesChanged() {
        database.sql("update rbac_state set version = version + 1 where id = 1").update();
    }
}
