package dev.gatehouse.sample.account;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The door to accounts for other domains. A deleted account does not exist here. Thread-safe. */
@Service
public class Accounts {

    private final UserRepository users;
    private final LoginIds loginIds;
    private final Clock clock;

    Accounts(UserRepository users, LoginIds loginIds, Clock clock) {
        this.users = users;
        this.loginIds = loginIds;
        this.clock = clock;
    }

    /**
     * Finds an account by what somebody typed.
     *
     * @param login a user name or an e-mail address, any text
     */
    @Transactional(readOnly = true)
    public Optional<Account> findByLogin(String login) {
        return loginIds.find(login).map(User::toAccount);
    }

    /** Finds an account by its id. */
    @Transactional(readOnly = true)
    public Optional<Account> find(UUID id) {
        return users.findById(id).filter(User::exists).map(User::toAccount);
    }

    /**
     * Locks the account for what its owner proved the password for, so that two such changes wait for each other.
     *
     * @param id whose account
     * @param passwordChangedAt what the account said when its password was proven
     * @return whether the user had logged in before; empty if there is another password by now, or the account may not be
     *     used any more
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Boolean> lockProven(UUID id, @Nullable Instant passwordChangedAt) {
        return users.findForChange(id)
                .filter(user -> user.stillHas(passwordChangedAt))
                .map(user -> user.lastLoginAt() != null);
    }

    /** Lets changes of what belongs to an account wait for each other until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(UUID id) {
        users.lock(id);
    }

    /** Notes a log-in; the account is locked. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void noteLogin(UUID id) {
        users.noteLogin(id, clock.instant());
    }
}
