package dev.gatehouse.sample.account;

import dev.gatehouse.sample.audit.AuditTrail;
import dev.gatehouse.sample.mail.MailTemplate;
import java.text.Normalizer;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Changes a password for who knows the present one (ASVS 5.0, 6.2.3). Thread-safe. */
@Service
public class PasswordChange {

    private static final String ACTION = "password_changed";

    private final UserRepository users;
    private final PasswordProof proof;
    private final NewPasswords passwords;
    private final OneTimeTokens tokens;
    private final AccountMails mails;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transactions;
    private final Clock clock;

    PasswordChange(
            UserRepository users,
            PasswordProof proof,
            NewPasswords passwords,
            OneTimeTokens tokens,
            AccountMails mails,
            AuditTrail audit,
            ApplicationEventPublisher events,
            TransactionOperations transactions,
            Clock clock) {
        this.users = users;
        this.proof = proof;
        this.passwords = passwords;
        this.tokens = tokens;
        this.mails = mails;
        this.audit = audit;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Changes the password.
     *
     * @param userId whose password
     * @param current the present one, as typed; null if the client sent none
     * @param wanted the new one
     * @param scope which sessions end with it
     * @param permit runs in the transaction of the change, behind the lock of the user; what it throws takes the change back
     */
    public void change(UUID userId, @Nullable String current, String wanted, Scope scope, Runnable permit) {
        if (current == null) {
            throw AccountProblems.currentPasswordRequired();
        }
        User owner = users.findById(userId).filter(User::exists).orElseThrow(AccountProblems::notFound);
        Account proven = owner.toAccount();
        proof.require(proven, current, ACTION);
        if (sameText(current, wanted)) {
            throw AccountProblems.passwordUnchanged("new_password");
        }
        String hash = passwords.hash("new_password", wanted, owner.asPasswordOwner());
        boolean changed = Boolean.TRUE.equals(transactions.execute(status -> users.findForChange(userId)
                .filter(user -> user.stillHas(proven.passwordChangedAt()))
                .map(user -> change(user, hash, scope, permit))
                .orElse(false)));
        if (!changed) {
            throw proof.overtaken(proven, ACTION);
        }
    }

    private boolean change(User user, String hash, Scope scope, Runnable permit) {
        permit.run();
        user.choosePassword(hash, clock.instant());
        // A link that somebody asked for to get in by is worth nothing any more.
        tokens.end(user.id(), TokenPurpose.RESET_PASSWORD);
        tokens.end(user.id(), TokenPurpose.CHANGE_EMAIL);
        if (scope.revokeOthers()) {
            events.publishEvent(new SessionsMustEnd(user.id(), scope.session(), ACTION));
        }
        mails.tell(user, MailTemplate.PASSWORD_CHANGED);
        // Whoever changes a password that must be changed is not signed in yet.
        audit.succeededAs(ACTION, user.id(), scope.session(), Map.of());
        return true;
    }

    /** Compared as they are hashed. A first password that is chosen again would stay known to whoever gave it out. */
    private static boolean sameText(String one, String other) {
        return Normalizer.normalize(one, Normalizer.Form.NFC).equals(Normalizer.normalize(other, Normalizer.Form.NFC));
    }

    /**
     * Which sessions end.
     *
     * @param session the one that goes on; null if there is none
     * @param revokeOthers whether the others end
     */
    public record Scope(@Nullable UUID session, boolean revokeOthers) {}
}
