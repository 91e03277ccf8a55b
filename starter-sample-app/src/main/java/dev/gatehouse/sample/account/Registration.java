package dev.gatehouse.sample.account;

import dev.gatehouse.audit.AuditOutcome;
import dev.gatehouse.autoconfigure.account.AccountProperties;
import dev.gatehouse.password.PasswordOwner;
import dev.gatehouse.sample.access.SystemRole;
import dev.gatehouse.sample.access.UserRights;
import dev.gatehouse.sample.account.User.UserEmail;
import dev.gatehouse.sample.account.User.UserName;
import dev.gatehouse.sample.audit.AuditTrail;
import dev.gatehouse.sample.audit.AuditTrail.Target;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes accounts. Whether an address or a name has one already is told by mail to the address, never by the answer: not by
 * its words, nor by the time it takes, for a password is hashed and one verified in any case. Anybody can register with any
 * address, so that until somebody follows the link an account is no more than a claim. Who sends the same registration again
 * gets another link. Once a different one comes nobody knows any more whose is the right one, and the password is chosen by
 * the link, which only the owner of the address has.
 */
@Service
class Registration {

    private static final Set<TokenPurpose> VERIFY_EMAIL = Set.of(TokenPurpose.VERIFY_EMAIL);

    private final UserRepository users;
    private final LoginIds loginIds;
    private final NewPasswords passwords;
    private final OneTimeTokens tokens;
    private final RequestedMails mails;
    private final UserRights rights;
    private final HumanCheck humans;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final AccountProperties.Registration settings;
    private final TransactionOperations transactions;
    private final Clock clock;

    Registration(
            UserRepository users,
            LoginIds loginIds,
            NewPasswords passwords,
            OneTimeTokens tokens,
            RequestedMails mails,
            UserRights rights,
            HumanCheck humans,
            AuditTrail audit,
            ApplicationEventPublisher events,
            AccountProperties properties,
            TransactionOperations transactions,
            Clock clock) {
        this.users = users;
        this.loginIds = loginIds;
        this.passwords = passwords;
        this.tokens = tokens;
        this.mails = mails;
        this.rights = rights;
        this.humans = humans;
        this.audit = audit;
        this.events = events;
        this.settings = properties.registration();
        this.transactions = transactions;
        this.clock = clock;
    }

    void register(RegistrationRequest request, Locale locale) {
        if (!settings.enabled()) {
            throw AccountProblems.registrationClosed();
        }
        UserName name = loginIds.username("username", request.username());
        UserEmail email = loginIds.email("email", request.email());
        if (!settings.allows(email.id().key())) {
            throw AccountProblems.emailDomainNotAllowed();
        }
        humans.require(request.captchaToken(), "register");
        String displayName = request.displayName() == null ? name.typed() : request.displayName();
        String hash = passwords.hash(
                "password", request.password(), new PasswordOwner(name.typed(), email.typed(), displayName));
        Newcomer newcomer = new Newcomer(name, email, displayName, loginIds.languageTag(locale), hash);
        if (make(newcomer)) {
            passwords.takeTheTimeOfAHash();
        } else {
            String hashOfClaim = hashOfClaim(newcomer);
            boolean same = passwords.isOf(hashOfClaim, request.password());
            transactions.executeWithoutResult(status -> answer(newcomer, same ? hashOfClaim : null));
        }
    }

    void verify(String token) {
        boolean verified = Boolean.TRUE.equals(transactions.execute(status -> tokens.peek(token, VERIFY_EMAIL)
                .flatMap(seen -> users.findForChange(seen.userId()))
                .filter(user -> user.exists() && tokens.use(token, VERIFY_EMAIL).isPresent())
                .map(this::verified)
                .orElse(false)));
        if (!verified) {
            audit.refused("email_verified", AuditOutcome.FAILURE, null, "token_invalid", Map.of());
            throw AccountProblems.tokenInvalid();
        }
    }

    void resend(LinkRequest request) {
        humans.require(request.captchaToken(), "resend");
        passwords.takeTheTimeOfAHash();
        transactions.executeWithoutResult(status -> unproven(request.login())
                .ifPresentOrElse(
                        user -> {
                            remind(user);
                            audit.succeededAs("verification_requested", user.id(), null, Map.of());
                        },
                        () -> audit.succeeded("verification_requested", null, Map.of("account", "none"))));
    }

    /** Of two at the same time, the later one has made none, and finds the row of the other. */
    private boolean make(Newcomer newcomer) {
        try {
            return Boolean.TRUE.equals(transactions.execute(status -> isFree(newcomer) && create(newcomer)));
        } catch (DataIntegrityViolationException e) {
            return false;
        }
    }

    private boolean isFree(Newcomer newcomer) {
        return users.findByEmailKey(newcomer.email().id().key()).isEmpty() && !isTaken(newcomer.name());
    }

    private boolean create(Newcomer newcomer) {
        User user = users.saveAndFlush(newcomer.toUser(clock.instant()));
        rights.giveFirst(user.id(), SystemRole.USER);
        mails.verifyEmail(user);
        audit.succeededAs("user_registered", user.id(), null, Map.of());
        return true;
    }

    private @Nullable String hashOfClaim(Newcomer newcomer) {
        return users.findByEmailKey(newcomer.email().id().key())
                .filter(user -> user.isMereClaimTo(newcomer.name()))
                .map(user -> user.toAccount().passwordHash())
                .orElse(null);
    }

    /**
     * Answers who found something there, by mail.
     *
     * @param hash the one of the claim that the password fits; null if it fits none
     */
    private void answer(Newcomer newcomer, @Nullable String hash) {
        User owner = users.findForChangeByEmailKey(newcomer.email().id().key()).orElse(null);
        if (owner == null) {
            nameOrMake(newcomer);
        } else if (!owner.isMereClaim()) {
            mails.alreadyRegistered(owner);
            audit.succeeded("registration_repeated", Target.user(owner.id()), Map.of());
        } else if (hash != null && hash.equals(owner.toAccount().passwordHash())) {
            mails.verifyEmail(owner);
            audit.succeeded("registration_repeated", Target.user(owner.id()), Map.of());
        } else {
            doubt(owner);
        }
    }

    /** What stood in the way is the name, or a claim that is gone meanwhile. */
    private void nameOrMake(Newcomer newcomer) {
        if (isTaken(newcomer.name())) {
            mails.usernameTaken(newcomer.email(), newcomer.displayName(), newcomer.locale());
            audit.succeeded("registration_repeated", null, Map.of());
        } else {
            create(newcomer);
        }
    }

    /** The link before ends even where no new one is mailed: it would open an account with a password that is in doubt. */
    private void doubt(User claim) {
        claim.doubt(clock.instant());
        users.flush();
        tokens.end(claim.id(), TokenPurpose.VERIFY_EMAIL);
        mails.invite(claim);
        audit.succeededAs("registration_replaced", claim.id(), null, Map.of());
    }

    private boolean isTaken(UserName name) {
        return users.findByUsernameKey(name.id().key()).isPresent();
    }

    /** Who was invited, or registered in more than one way, has no password yet and chooses one by the link. */
    private void remind(User user) {
        if (user.toAccount().passwordHash() == null) {
            mails.invite(user);
        } else {
            mails.verifyEmail(user);
        }
    }

    private boolean verified(User user) {
        if (user.isGiven()) {
            handOver(user);
        }
        user.verifyEmail(clock.instant());
        rights.changed(user.id());
        audit.succeededAs("email_verified", user.id(), null, Map.of());
        return true;
    }

    /** What was chosen and made before may be that of another person. */
    private void handOver(User user) {
        user.handOver(clock.instant());
        events.publishEvent(new ApiKeysMustEnd(user.id(), "email_changed"));
        events.publishEvent(new SessionsMustEnd(user.id(), null, "email_changed"));
        mails.invite(user);
    }

    /** Somebody new, or somebody whose address an administrator has changed. */
    private Optional<User> unproven(String login) {
        return loginIds.findForChange(login)
                .filter(user -> user.status() == UserStatus.PENDING
                        || (user.status() == UserStatus.ACTIVE && user.emailVerifiedAt() == null));
    }

    private record Newcomer(UserName name, UserEmail email, String displayName, String locale, String passwordHash) {

        User toUser(Instant now) {
            User user = new User(name, email, displayName, locale, now);
            user.choosePassword(passwordHash, now);
            return user;
        }
    }
}
