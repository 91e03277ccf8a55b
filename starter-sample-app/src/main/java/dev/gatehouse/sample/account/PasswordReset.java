package dev.gatehouse.sample.account;

import dev.gatehouse.audit.AuditOutcome;
import dev.gatehouse.lockout.LoginGuard;
import dev.gatehouse.sample.access.UserRights;
import dev.gatehouse.sample.account.OneTimeTokens.UsedToken;
import dev.gatehouse.sample.audit.AuditTrail;
import dev.gatehouse.sample.mail.MailTemplate;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Lets users choose a password by a link that was mailed to them: the first one after an invitation, or a new one. It ends
 * all sessions and starts none; a second factor stays what it was.
 */
@Service
class PasswordReset {

    private static final Set<TokenPurpose> PURPOSES = Set.of(TokenPurpose.RESET_PASSWORD, TokenPurpose.INVITATION);

    private final UserRepository users;
    private final LoginIds loginIds;
    private final NewPasswords passwords;
    private final OneTimeTokens tokens;
    private final AccountMails mails;
    private final RequestedMails requested;
    private final UserRights rights;
    private final HumanCheck humans;
    private final LoginGuard guard;
    private final LoginAttempts attempts;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transactions;
    private final Clock clock;

    PasswordReset(
            UserRepository users,
            LoginIds loginIds,
            NewPasswords passwords,
            OneTimeTokens tokens,
            AccountMails mails,
            RequestedMails requested,
            UserRights rights,
            HumanCheck humans,
            LoginGuard guard,
            LoginAttempts attempts,
            AuditTrail audit,
            ApplicationEventPublisher events,
            TransactionOperations transactions,
            Clock clock) {
        this.users = users;
        this.loginIds = loginIds;
        this.passwords = passwords;
        this.tokens = tokens;
        this.mails = mails;
        this.requested = requested;
        this.rights = rights;
        this.humans = humans;
        this.guard = guard;
        this.attempts = attempts;
        this.audit = audit;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    void request(ResetRequest request) {
        humans.require(request.captchaToken(), "reset");
        passwords.takeTheTimeOfAHash();
        transactions.executeWithoutResult(status -> resettable(request.email())
                .ifPresentOrElse(
                        user -> {
                            requested.resetPassword(user);
                            audit.succeededAs("password_reset_requested", user.id(), null, Map.of());
                        },
                        () -> audit.succeeded("password_reset_requested", null, Map.of("account", "none"))));
    }

    /** The password is judged before the token is used up: who chose a bad one may choose again. */
    void reset(String token, String newPassword, boolean withKeys) {
        User owner = ownerOf(token).orElseThrow(this::refuse);
        String hash = passwords.hash("new_password", newPassword, owner.asPasswordOwner());
        User user = Objects.requireNonNull(transactions.execute(status -> tokens.peek(token, PURPOSES)
                        .flatMap(seen -> users.findForChange(seen.userId()))
                        .filter(found ->
                                mayReset(found) && tokens.use(token, PURPOSES).isPresent())
                        .map(found -> change(found, hash, withKeys))))
                .orElseThrow(this::refuse);
        // Whoever reads the owner's mail is the owner: what others failed at counts no longer.
        guard.unlock(attempts.subject(user.id()));
    }

    private User change(User user, String hash, boolean withKeys) {
        if (withKeys || user.emailVerifiedAt() == null) {
            // An address that an administrator set may belong to another person than the keys do.
            events.publishEvent(new ApiKeysMustEnd(user.id(), "password_reset"));
        }
        user.choosePassword(hash, clock.instant());
        user.verifyEmail(clock.instant());
        rights.changed(user.id());
        for (TokenPurpose purpose : TokenPurpose.values()) {
            tokens.end(user.id(), purpose);
        }
        events.publishEvent(new SessionsMustEnd(user.id(), null, "password_reset"));
        mails.tell(user, MailTemplate.PASSWORD_CHANGED);
        audit.succeededAs("password_reset", user.id(), null, Map.of());
        return user;
    }

    private Optional<User> ownerOf(String token) {
        return Objects.requireNonNull(transactions.execute(status -> tokens.peek(token, PURPOSES)
                .map(UsedToken::userId)
                .flatMap(users::findById)
                .filter(PasswordReset::mayReset)));
    }

    private Optional<User> resettable(String email) {
        return Optional.of(email)
                .filter(login -> login.indexOf('@') >= 0)
                .flatMap(loginIds::findForChange)
                .filter(PasswordReset::mayReset);
    }

    private static boolean mayReset(User user) {
        return user.status() == UserStatus.ACTIVE || user.status() == UserStatus.PENDING;
    }

    private RuntimeException refuse() {
        audit.refused("password_reset", AuditOutcome.FAILURE, null, "token_invalid", Map.of());
        return AccountProblems.tokenInvalid();
    }
}
