package dev.gatehouse.sample.account;

import dev.gatehouse.access.Caller;
import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.sample.access.UserRights;
import dev.gatehouse.sample.audit.AuditTrail;
import dev.gatehouse.sample.audit.AuditTrail.Target;
import dev.gatehouse.sample.privacy.Excerpt;
import dev.gatehouse.sample.privacy.PersonalData;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/** What users see and change of their own account. */
@Service
class ProfileService {

    /** How long an administrator can still bring a deleted account back. */
    static final Duration UNTIL_ERASED = Duration.ofDays(30);

    private static final String DELETED = "account_deleted";

    private final UserRepository users;
    private final CurrentCaller caller;
    private final PasswordProof proof;
    private final UserRights rights;
    private final AccountMails mails;
    private final List<PersonalData> personalData;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transactions;
    private final Clock clock;

    ProfileService(
            UserRepository users,
            CurrentCaller caller,
            PasswordProof proof,
            UserRights rights,
            AccountMails mails,
            List<PersonalData> personalData,
            AuditTrail audit,
            ApplicationEventPublisher events,
            TransactionOperations transactions,
            Clock clock) {
        this.users = users;
        this.caller = caller;
        this.proof = proof;
        this.rights = rights;
        this.mails = mails;
        this.personalData = personalData;
        this.audit = audit;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Profile read() {
        Caller me = caller.require();
        return Profile.of(users.findById(me.userId()).orElseThrow(AccountProblems::notFound), me.permissions());
    }

    @Transactional
    Profile change(ProfileChange change) {
        Caller me = caller.require();
        User user = users.findForChange(me.userId()).orElseThrow(AccountProblems::notFound);
        user.changeProfile(change.displayName(), change.locale(), clock.instant());
        audit.succeeded("profile_changed", Target.user(user.id()), Map.of());
        return Profile.of(user, me.permissions());
    }

    @Transactional
    Map<String, Object> export() {
        UUID me = caller.require().userId();
        Map<String, Object> export = new LinkedHashMap<>();
        List<String> incomplete = new ArrayList<>();
        for (PersonalData data : personalData) {
            Object part = data.export(me);
            if (part instanceof Excerpt<?> excerpt) {
                export.put(data.section(), excerpt.rows());
                if (!excerpt.complete()) {
                    incomplete.add(data.section());
                }
            } else {
                export.put(data.section(), part);
            }
        }
        export.put("incomplete", incomplete);
        audit.succeeded("personal_data_exported", Target.user(me), Map.of());
        return export;
    }

    /** Shuts the account at once. What it holds is erased when nobody can want it back any more. */
    void delete(String password) {
        UUID me = caller.require().userId();
        Account proven = users.findById(me).map(User::toAccount).orElseThrow(AccountProblems::notFound);
        proof.require(proven, password, DELETED);
        boolean deleted = Boolean.TRUE.equals(transactions.execute(status -> {
            rights.lock();
            rights.requireAdministratorBeside(me);
            Optional<User> owner = users.findForChange(me).filter(user -> user.stillHas(proven.passwordChangedAt()));
            owner.ifPresent(this::delete);
            return owner.isPresent();
        }));
        if (!deleted) {
            throw proof.overtaken(proven, DELETED);
        }
    }

    private void delete(User user) {
        mails.tellOfDeletion(user, UNTIL_ERASED);
        user.delete(clock.instant());
        rights.changed(user.id());
        events.publishEvent(new SessionsMustEnd(user.id(), null, DELETED));
        audit.succeeded(DELETED, Target.user(user.id()), Map.of());
    }
}
