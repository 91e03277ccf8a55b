package dev.gatehouse.sample.account;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
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

    /** Notes that a log-in with all its factors has succeeded; false if it was the first one. */
    @Transactional
    public boolean noteLogin(UUID id) {
        boolean cameBefore = users.findById(id)
                .map(user -> user.lastLoginAt() != null)
                .orElse(false);
        users.noteLogin(id, clock.instant());
        return cameBefore;
    }

    /** What the user may do has changed in another domain, e.g. by a second factor. In the transaction of that change. */
    @Transactional
    public void rightsChanged(UUID id) {
        users.findForChange(id).ifPresent(User::rightsChanged);
    }
}
