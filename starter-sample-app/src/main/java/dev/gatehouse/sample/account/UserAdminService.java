package dev.gatehouse.sample.account;

import dev.gatehouse.access.CurrentCaller;
import dev.gatehouse.access.StepUp;
import dev.gatehouse.sample.access.Delegation;
import dev.gatehouse.sample.access.Permission;
import dev.gatehouse.sample.access.SystemRole;
import dev.gatehouse.sample.access.UserRights;
import dev.gatehouse.sample.access.UserRole;
import dev.gatehouse.sample.account.User.UserEmail;
import dev.gatehouse.sample.account.User.UserName;
import dev.gatehouse.sample.audit.AuditTrail;
import dev.gatehouse.sample.audit.AuditTrail.Target;
import dev.gatehouse.sample.mail.MailTemplate;
import dev.gatehouse.sample.paging.PageResponse;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What administrators do to the accounts of others. Every change takes the lock of rights first and the row of the user
 * second, and is held against what the administrator may do at that moment.
 */
@Service
class UserAdminService {

    private static final Set<String> ASSIGN = Set.of(Permission.ROLES_ASSIGN.permission());
    private static final Set<UUID> OF_EVERYBODY = Set.of(SystemRole.USER.id());

    private final UserRepository users;
    private final UserSearch search;
    private final LoginIds loginIds;
    private final Claims claims;
    private final OneTimeTokens tokens;
    private final AccountMails mails;
    private final UserRights rights;
    private final Delegation delegation;
    private final StepUp stepUp;
    private final CurrentCaller caller;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    UserAdminService(
            UserRepository users,
            UserSearch search,
            LoginIds loginIds,
            Claims claims,
            OneTimeTokens tokens,
            AccountMails mails,
            UserRights rights,
            Delegation delegation,
            StepUp stepUp,
            CurrentCaller caller,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.users = users;
        this.search = search;
        this.loginIds = loginIds;
        this.claims = claims;
        this.tokens = tokens;
        this.mails = mails;
        this.rights = rights;
        this.delegation = delegation;
        this.stepUp = stepUp;
        this.caller = caller;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    PageResponse<UserResponse> list(UserCriteria criteria, Pageable page) {
        Page<UUID> found = search.find(criteria, page);
        Map<UUID, User> byId =
                users.findAllById(found).stream().collect(Collectors.toMap(User::id, Function.identity()));
        Map<UUID, List<UserRole>> roles = rights.rolesOf(byId.keySet());
        // Without those who were removed for good since the search.
        List<User> there =
                found.stream().map(byId::get).filter(Objects::nonNull).toList();
        return PageResponse.of(
                new PageImpl<>(there, page, found.getTotalElements()),
                user -> UserResponse.of(user, roles.getOrDefault(user.id(), List.of())));
    }

    @Transactional(readOnly = true)
    UserResponse read(UUID id) {
        return response(users.findById(id).orElseThrow(AccountProblems::notFound));
    }

    @Transactional
    UserResponse invite(UserDraft draft) {
        UserName name = loginIds.username("username", draft.username());
        UserEmail email = loginIds.email("email", draft.email());
        String displayName = draft.displayName() == null ? name.typed() : draft.displayName();
        rights.lock();
        requireMayGive(draft.roleIds());
        makeRoom(email, null);
        User user = new User(name, email, displayName, Locale.ENGLISH.toLanguageTag(), clock.instant());
        user.invite(clock.instant());
        try {
            users.saveAndFlush(user);
        } catch (DataIntegrityViolationException e) {
            throw AccountProblems.taken();
        }
        rights.replace(user.id(), draft.roleIds(), me(), null);
        mails.invite(user);
        audit.succeeded("user_invited", Target.user(user.id()), Map.of("roles", names(draft.roleIds())));
        return response(user);
    }

    @Transactional
    UserResponse change(UUID id, UserChange change) {
        User user = lockedBelow(id);
        if (change.email() != null || change.status() != null) {
            // The owner proves the new address first.
            delegation.requireOther(id);
            stepUp.require();
        }
        if (user.rowVersion() != change.rowVersion()) {
            throw AccountProblems.stale();
        }
        Set<String> changed = new HashSet<>();
        if (change.displayName() != null) {
            user.changeProfile(change.displayName(), null, clock.instant());
            changed.add("display_name");
        }
        if (change.email() != null && replaceEmail(user, loginIds.email("email", change.email()))) {
            changed.add("email");
        }
        if (change.status() != null && changeStatus(user, change.status())) {
            changed.add("status");
        }
        if (changed.contains("email") || (changed.contains("status") && user.status() != UserStatus.DISABLED)) {
            mailLink(user);
        }
        try {
            users.flush();
        } catch (DataIntegrityViolationException e) {
            throw AccountProblems.taken();
        }
        audit.succeeded(
                "user_changed",
                Target.user(id),
                Map.of("fields", changed.stream().sorted().collect(Collectors.joining(" "))));
        return response(user);
    }

    @Transactional
    void delete(UUID id) {
        delegation.requireOther(id);
        User user = lockedBelow(id);
        rights.requireAdministratorBeside(id);
        mails.tellOfDeletion(user, ProfileService.UNTIL_ERASED);
        user.delete(clock.instant());
        ended(id, "account_deleted");
        audit.succeeded("user_deleted", Target.user(id), Map.of());
    }

    /** The roles that go are held against the rights of the administrator like those that come. */
    @Transactional
    UserResponse assignRoles(UUID id, RolesRequest request) {
        delegation.requireOther(id);
        User user = lockedBelow(id);
        delegation.requireGrantable(request.roleIds());
        Set<UUID> before = rights.rolesOf(id).stream().map(UserRole::id).collect(Collectors.toSet());
        rights.replace(id, request.roleIds(), me(), request.expiresAt());
        rights.requireAdministrator();
        audit.succeeded(
                "roles_assigned", Target.user(id), Map.of("before", names(before), "after", names(request.roleIds())));
        return response(user);
    }

    @Transactional
    void resetPassword(UUID id, String reason) {
        User user = lockedBelow(id);
        if (user.status() == UserStatus.DISABLED) {
            throw AccountProblems.disabled();
        }
        mails.resetPassword(user);
        audit.succeeded("password_reset_sent", Target.user(id), Map.of("reason", reason));
    }

    /** The password alone is enough for the next log-in, which is why nobody does this to their own account. */
    @Transactional
    void resetSecondFactor(UUID id, String reason) {
        delegation.requireOther(id);
        lockedBelow(id);
        events.publishEvent(new SecondFactorMustGo(id));
        ended(id, "mfa_reset");
        audit.succeeded("mfa_reset", Target.user(id), Map.of("reason", reason));
    }

    /** Roles come by an invitation on no easier terms than later; the one of everybody who registers is nothing special. */
    private void requireMayGive(Set<UUID> roleIds) {
        delegation.requireGrantable(roleIds);
        if (!roleIds.isEmpty()) {
            delegation.requireOwn(ASSIGN);
        }
        if (!OF_EVERYBODY.containsAll(roleIds)) {
            stepUp.require();
        }
    }

    /** What was mailed to the old address opens nothing any more, and its owner learns of the change. */
    private boolean replaceEmail(User user, UserEmail email) {
        if (email.typed().equals(user.email())) {
            return false;
        }
        rights.requireAdministratorBeside(user.id());
        mails.tell(user, MailTemplate.EMAIL_CHANGED);
        for (TokenPurpose purpose : TokenPurpose.values()) {
            tokens.end(user.id(), purpose);
        }
        makeRoom(email, user);
        user.replaceEmail(email, clock.instant());
        ended(user.id(), "email_changed");
        return true;
    }

    /** Whoever registered with the address and never proved it keeps nobody away from it, whatever the caller may do. */
    private void makeRoom(UserEmail email, @Nullable User except) {
        claims.findForChange(email.id().key())
                .map(User::id)
                .filter(id -> except == null || !id.equals(except.id()))
                .ifPresent(id -> {
                    if (hasMoreThanEverybody(id)) {
                        delegation.requireOver(id);
                    }
                    claims.remove(id, "address_given");
                });
    }

    private boolean hasMoreThanEverybody(UUID id) {
        return !rights.rolesOf(id).stream().map(UserRole::id).allMatch(OF_EVERYBODY::contains);
    }

    private boolean changeStatus(User user, UserStatus status) {
        if (status == user.status()) {
            return false;
        }
        tokens.end(user.id(), TokenPurpose.RESET_PASSWORD);
        switch (status) {
            case DISABLED -> shut(user);
            case ACTIVE -> open(user);
            default -> throw AccountProblems.statusNotAllowed();
        }
        ended(user.id(), "status_changed");
        return true;
    }

    private void shut(User user) {
        rights.requireAdministratorBeside(user.id());
        user.changeStatus(UserStatus.DISABLED, clock.instant());
    }

    private void open(User user) {
        if (user.status() == UserStatus.PENDING) {
            throw AccountProblems.notProven();
        }
        user.open(clock.instant());
    }

    /**
     * Links from before are too old or ended, and nobody can ask for others while the account is shut. Nor can anybody choose a
     * password then.
     */
    private void mailLink(User user) {
        if (user.emailVerifiedAt() != null) {
            return;
        }
        if (user.toAccount().passwordHash() == null && user.status() != UserStatus.DISABLED) {
            mails.invite(user);
        } else {
            mails.verifyEmail(user);
        }
    }

    private void ended(UUID id, String reason) {
        rights.changed(id);
        events.publishEvent(new SessionsMustEnd(id, null, reason));
    }

    /** The lock of rights, then the row: always in this order. */
    private User lockedBelow(UUID id) {
        rights.lock();
        User user = users.findForChange(id).filter(User::exists).orElseThrow(AccountProblems::notFound);
        delegation.requireOver(id);
        return user;
    }

    private UUID me() {
        return caller.require().userId();
    }

    private UserResponse response(User user) {
        return UserResponse.of(user, rights.rolesOf(user.id()));
    }

    private static String names(Set<UUID> roles) {
        return roles.stream().map(UUID::toString).sorted().collect(Collectors.joining(" "));
    }
}
