package dev.gatehouse.sample.mfa;

import dev.gatehouse.access.Caller;
import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.audit.AuditOutcome;
import dev.gatehouse.autoconfigure.totp.OtpAuthUris;
import dev.gatehouse.error.ProblemException;
import dev.gatehouse.sample.access.LiveCaller;
import dev.gatehouse.sample.access.OwnerAlone;
import dev.gatehouse.sample.access.UserRights;
import dev.gatehouse.sample.account.Account;
import dev.gatehouse.sample.account.Accounts;
import dev.gatehouse.sample.account.PasswordProof;
import dev.gatehouse.sample.account.SecondFactorMustGo;
import dev.gatehouse.sample.account.SessionsMustEnd;
import dev.gatehouse.sample.audit.AuditTrail;
import dev.gatehouse.sample.audit.AuditTrail.Target;
import dev.gatehouse.sample.mail.MailTemplate;
import dev.gatehouse.sample.mail.MailTime;
import dev.gatehouse.sample.mail.Outbox;
import dev.gatehouse.totp.TotpSecret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** The life of a second factor: set up, confirmed by a first code, removed. */
@Service
class MfaService {

    private static final Duration SETUP_TIME = Duration.ofMinutes(10);
    private static final String DISABLED = "mfa_disabled";

    private final TotpTable totps;
    private final RecoveryCodeTable recoveryCodes;
    private final SecondFactor factor;
    private final OtpAuthUris uris;
    private final Accounts accounts;
    private final PasswordProof proof;
    private final UserRights rights;
    private final CurrentCaller caller;
    private final OwnerAlone owner;
    private final LiveCaller live;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transactions;
    private final Clock clock;

    MfaService(
            TotpTable totps,
            RecoveryCodeTable recoveryCodes,
            SecondFactor factor,
            OtpAuthUris uris,
            Accounts accounts,
            PasswordProof proof,
            UserRights rights,
            CurrentCaller caller,
            OwnerAlone owner,
            LiveCaller live,
            Outbox outbox,
            AuditTrail audit,
            ApplicationEventPublisher events,
            TransactionOperations transactions,
            Clock clock) {
        this.totps = totps;
        this.recoveryCodes = recoveryCodes;
        this.factor = factor;
        this.uris = uris;
        this.accounts = accounts;
        this.proof = proof;
        this.rights = rights;
        this.caller = caller;
        this.owner = owner;
        this.live = live;
        this.outbox = outbox;
        this.audit = audit;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    MfaSetup begin() {
        Account me = me();
        TotpSecret secret = TotpSecret.generate();
        String sealed = factor.seal(me.id(), secret);
        try {
            transactions.executeWithoutResult(status -> {
                lock(me);
                totps.begin(me.id(), sealed, clock.instant());
                audit.succeeded("mfa_setup_started", Target.user(me.id()), Map.of());
            });
        } catch (DuplicateKeyException e) {
            throw MfaProblems.alreadyEnabled();
        }
        String uri = uris.of(me.username(), secret);
        return new MfaSetup(secret.toBase32(), uri, QrCode.dataUri(uri), SETUP_TIME.toSeconds());
    }

    /** From now on the code is asked for. Sessions that began without it end, but for the one that showed it. */
    NewRecoveryCodes confirm(String code) {
        Account me = me();
        Instant now = clock.instant();
        TotpRow row = totps.find(me.id())
                .filter(begun -> begun.confirmedAt() == null
                        && now.isBefore(begun.createdAt().plus(SETUP_TIME)))
                .orElseThrow(() -> refused(me.id(), "mfa_enabled", MfaProblems.invalid()));
        OptionalLong step = factor.confirms(me.id(), row, code);
        Optional<List<String>> codes = step.isEmpty()
                ? Optional.empty()
                : Objects.requireNonNull(
                        transactions.execute(status -> enable(me, row.sealedSecret(), step.getAsLong(), now)));
        return new NewRecoveryCodes(codes.orElseThrow(() -> refused(me.id(), "mfa_enabled", MfaProblems.invalid())));
    }

    MfaStatus status() {
        UUID me = caller.require().userId();
        boolean enabled = factor.isEnabled(me);
        return new MfaStatus(
                enabled, enabled ? List.of("totp", "recovery_code") : List.of(), enabled ? recoveryCodes.left(me) : 0);
    }

    void disable(DisableRequest request) {
        Account me = me();
        if (!factor.isEnabled(me.id())) {
            throw MfaProblems.notEnabled();
        }
        if (isNeeded(me)) {
            throw refused(me.id(), DISABLED, MfaProblems.required());
        }
        proof.require(me, request.password(), DISABLED);
        prove(me.id(), request.code(), request.recoveryCode(), DISABLED);
        boolean disabled = noted(
                me.id(), DISABLED, () -> Boolean.TRUE.equals(transactions.execute(status -> disableUnlessNeeded(me))));
        if (!disabled) {
            throw proof.overtaken(me, DISABLED);
        }
    }

    /** Asked again behind the lock: somebody may have given a role that needs the factor while the proofs were judged. */
    private boolean disableUnlessNeeded(Account me) {
        rights.lock();
        if (isNeeded(me)) {
            throw MfaProblems.required();
        }
        return accounts.lockProven(me.id(), me.passwordChangedAt())
                .map(proven -> disable(me))
                .isPresent();
    }

    private boolean isNeeded(Account me) {
        return me.mfaRequired() || rights.needsSecondFactor(me.id());
    }

    private Account disable(Account me) {
        remove(me.id());
        events.publishEvent(new SessionsMustEnd(me.id(), caller.require().sessionId(), DISABLED));
        tell(me, MailTemplate.MFA_DISABLED);
        audit.succeeded(DISABLED, Target.user(me.id()), Map.of());
        return me;
    }

    NewRecoveryCodes renewRecoveryCodes(String code) {
        Account me = me();
        if (!factor.isEnabled(me.id())) {
            throw MfaProblems.notEnabled();
        }
        prove(me.id(), code, null, "recovery_codes_renewed");
        return new NewRecoveryCodes(Objects.requireNonNull(transactions.execute(status -> renewRecoveryCodes(me))));
    }

    /** Behind the lock another renewal is over, and the factor may be gone. */
    private List<String> renewRecoveryCodes(Account me) {
        lock(me);
        if (!factor.isEnabled(me.id())) {
            throw MfaProblems.notEnabled();
        }
        tell(me, MailTemplate.RECOVERY_CODES_RENEWED);
        audit.succeeded("recovery_codes_renewed", Target.user(me.id()), Map.of());
        return recoveryCodes.replace(me.id());
    }

    @EventListener
    void onLoss(SecondFactorMustGo lost) {
        remove(lost.userId());
        accounts.find(lost.userId()).ifPresent(owner -> tell(owner, MailTemplate.MFA_DISABLED));
    }

    /** What is left of the factor goes, and whoever keeps the rights of the user in a cache looks again. */
    void remove(UUID userId) {
        // Locks the row of the user first, as administrators do who take a factor away.
        rights.changed(userId);
        totps.delete(userId);
        recoveryCodes.delete(userId);
    }

    private Optional<List<String>> enable(Account me, String sealedSecret, long step, Instant now) {
        lock(me);
        rights.changed(me.id());
        if (!totps.confirm(me.id(), sealedSecret, step, now)) {
            return Optional.empty();
        }
        events.publishEvent(new SessionsMustEnd(me.id(), caller.require().sessionId(), "mfa_enabled"));
        tell(me, MailTemplate.MFA_ENABLED);
        audit.succeeded("mfa_enabled", Target.user(me.id()), Map.of());
        return Optional.of(recoveryCodes.replace(me.id()));
    }

    private void prove(UUID userId, @Nullable String code, @Nullable String recoveryCode, String action) {
        noted(userId, action, () -> factor.require(userId, code, recoveryCode));
    }

    /** Stands around a transaction, which has rolled back by then and given its connection back. */
    private <T> T noted(UUID userId, String action, Supplier<T> step) {
        try {
            return step.get();
        } catch (ProblemException e) {
            throw refused(userId, action, e);
        }
    }

    private ProblemException refused(UUID userId, String action, ProblemException problem) {
        audit.refused(
                action,
                AuditOutcome.FAILURE,
                Target.user(userId),
                problem.problem().code().code(),
                Map.of());
        return problem;
    }

    private void tell(Account me, MailTemplate template) {
        outbox.put(
                me.email(),
                me.locale(),
                template,
                Map.of("name", me.displayName(), "when", MailTime.of(clock.instant())));
    }

    /** Of two set-ups at once the second takes the place of the first; and the session may have ended meanwhile. */
    private void lock(Account me) {
        accounts.lock(me.id());
        live.require();
    }

    private Account me() {
        owner.require();
        Caller me = caller.require();
        return accounts.find(me.userId()).orElseThrow(() -> ProblemException.authentication("Sign in first."));
    }
}
