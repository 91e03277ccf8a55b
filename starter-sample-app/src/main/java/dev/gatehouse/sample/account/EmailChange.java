package dev.gatehouse.sample.account;

import dev.gatehouse.audit.AuditOutcome;
import dev.gatehouse.autoconfigure.account.AccountProperties;
import dev.gatehouse.sample.access.LiveCaller;
import dev.gatehouse.sample.account.User.UserEmail;
import dev.gatehouse.sample.audit.AuditTrail;
import dev.gatehouse.sample.audit.AuditTrail.Target;
import dev.gatehouse.sample.mail.MailTemplate;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Moves an account to another address: the new one is proven first, the old one is told at once. */
@Service
class EmailChange {

    private static final Set<TokenPurpose> CHANGE_EMAIL = Set.of(TokenPurpose.CHANGE_EMAIL);

    private final UserRepository users;
    private final LoginIds loginIds;
    private final NewPasswords passwords;
    private final Claims claims;
    private final OneTimeTokens tokens;
    private final AccountMails mails;
    private final RequestedMails requested;
    private final LiveCaller live;
    private final AuditTrail audit;
    private final AccountProperties.Registration registration;
    private final TransactionOperations transactions;
    private final Clock clock;

    EmailChange(
            UserRepository users,
            LoginIds loginIds,
            NewPasswords passwords,
            Claims claims,
            OneTimeTokens tokens,
            AccountMails mails,
            RequestedMails requested,
            LiveCaller live,
            AuditTrail audit,
            AccountProperties properties,
            TransactionOperations transactions,
            Clock clock) {
        this.users = users;
        this.loginIds = loginIds;
        this.passwords = passwords;
        this.claims = claims;
        this.tokens = tokens;
        this.mails = mails;
        this.requested = requested;
        this.live = live;
        this.audit = audit;
        this.registration = properties.registration();
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Answers alike whether the address has an account or not, and ends the links to other addresses alike. Who could not
     * register with it does not move to it either.
     */
    void start(UUID userId, String newEmail) {
        UserEmail wanted = loginIds.email("new_email", newEmail);
        if (!registration.allows(wanted.id().key())) {
            throw AccountProblems.emailDomainNotAllowed();
        }
        passwords.takeTheTimeOfAHash();
        transactions.executeWithoutResult(status -> {
            User user = users.findForChange(userId).orElseThrow(AccountProblems::notFound);
            live.require();
            tokens.endOthers(userId, TokenPurpose.CHANGE_EMAIL, wanted.typed());
            users.findByEmailKey(wanted.id().key())
                    .filter(owner -> !owner.isMereClaim())
                    .ifPresentOrElse(requested::alreadyRegistered, () -> requested.confirmNewEmail(user, wanted));
            mails.tell(user, MailTemplate.EMAIL_CHANGE_STARTED);
            audit.succeeded("email_change_started", Target.user(userId), Map.of());
        });
    }

    /** The address may have got an account since the link was sent; then the link is worth nothing. */
    void confirm(String token) {
        if (!confirmed(token)) {
            audit.refused("email_changed", AuditOutcome.FAILURE, null, "token_invalid", Map.of());
            throw AccountProblems.tokenInvalid();
        }
    }

    private boolean confirmed(String token) {
        try {
            return Boolean.TRUE.equals(transactions.execute(status -> move(token)));
        } catch (DataIntegrityViolationException e) {
            return false;
        }
    }

    private boolean move(String token) {
        return tokens.peek(token, CHANGE_EMAIL)
                .flatMap(seen -> users.findForChange(seen.userId()))
                .filter(user -> user.toAccount().usable())
                .flatMap(user -> tokens.use(token, CHANGE_EMAIL)
                        .flatMap(used -> Optional.ofNullable(used.payload()))
                        .map(address -> move(user, loginIds.email("token", address))))
                .orElse(false);
    }

    private boolean move(User user, UserEmail proven) {
        // To the old address, which may be the only one its owner still reads.
        mails.tell(user, MailTemplate.EMAIL_CHANGED);
        tokens.end(user.id(), TokenPurpose.RESET_PASSWORD);
        claims.findForChange(proven.id().key()).ifPresent(claim -> claims.remove(claim.id(), "email_changed"));
        user.changeEmail(proven, clock.instant());
        users.flush();
        audit.succeededAs("email_changed", user.id(), null, Map.of());
        return true;
    }
}
