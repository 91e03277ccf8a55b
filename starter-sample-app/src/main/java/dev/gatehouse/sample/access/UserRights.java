package dev.gatehouse.sample.access;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.gatehouse.autoconfigure.totp.MfaProperties;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What users may do, for the domains that deal with users. Reads the tables as they are; what a running request may do
 * is asked of {@link LiveRights}. Thread-safe.
 */
@Service
public class UserRights {

    private static final UUID NOBODY = new UUID(0, 0);

    private final RoleRepository roles;
    private final GrantRepository grants;
    private final AccessLock lock;
    private final Set<String> rolesWithSecondFactor;
    private final Clock clock;

    UserRights(RoleRepository roles, GrantRepository grants, AccessLock lock, MfaProperties mfa, Clock clock) {
        this.roles = roles;
        this.grants = grants;
        this.lock = lock;
        this.rolesWithSecondFactor = Set.copyOf(mfa.requiredRoles());
        this.clock = clock;
    }

    /**
     * Makes changes of rights wait for each other until the transaction ends. Call it first, before any other row is
     * locked, and check what must hold behind it.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock() {
        lock.take();
    }

    /**
     * Reads the roles of a user.
     *
     * @param userId whose
     * @return by name; empty if there are none, or no such user
     */
    @Transactional(readOnly = true)
    public List<UserRole> rolesOf(UUID userId) {
        return rolesOf(List.of(userId)).getOrDefault(userId, List.of());
    }

    /**
     * Reads the roles of several users with one query.
     *
     * @param userIds whose
     * @return the roles by user; who has none is not in it
     */
    @Transactional(readOnly = true)
    public Map<UUID, List<UserRole>> rolesOf(Collection<UUID> userIds) {
        return grants.findRoles(userIds, clock.instant());
    }

    /**
     * Tells what the roles of a user give, whether or not the account may be used at present.
     *
     * @param userId whose
     * @return names of permissions, expanded
     */
    @Transactional(readOnly = true)
    public Set<String> permissionsOf(UUID userId) {
        return permissionsOfRoles(rolesOf(userId).stream().map(UserRole::id).toList());
    }

    /**
     * Tells whether a user has a role, or one below a role, that is worth nothing without a second factor.
     *
     * @param userId whose
     * @return true if so
     */
    @Transactional(readOnly = true)
    public boolean needsSecondFactor(UUID userId) {
        return roles.readAll().isAny(rolesOf(userId).stream().map(UserRole::id).toList(), rolesWithSecondFactor);
    }

    /**
     * Tells what roles give together.
     *
     * @param roleIds the roles; unknown ones give nothing
     * @return names of permissions, expanded
     */
    @Transactional(readOnly = true)
    public Set<String> permissionsOfRoles(Collection<UUID> roleIds) {
        return Set.copyOf(roles.readAll().permissions(roleIds));
    }

    /**
     * Gives a user exactly these roles, and counts the change. The caller holds the lock and has checked who may.
     *
     * @param userId whose
     * @param roleIds the roles; all exist
     * @param grantedBy who decided; null: the service itself
     * @param expiresAt when those end that are new to the user; null: never
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void replace(UUID userId, Set<UUID> roleIds, @Nullable UUID grantedBy, @Nullable Instant expiresAt) {
        Instant now = clock.instant();
        Set<UUID> had = grants.findRoles(List.of(userId), now).getOrDefault(userId, List.of()).stream()
                .map(UserRole::id)
                .collect(toUnmodifiableSet());
        Set<UUID> added = new HashSet<>(roleIds);
        added.removeAll(had);
        Set<UUID> kept = new HashSet<>(had);
        kept.retainAll(roleIds);
        grants.deleteBeside(userId, kept);
        grants.insert(userId, added, grantedBy, now, expiresAt);
        grants.countVersion(userId);
    }

    /**
     * Gives a new user the first role. Needs no lock: nobody loses anything by it.
     *
     * @param userId who has just been made
     * @param role which role
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void giveFirst(UUID userId, SystemRole role) {
        grants.insert(userId, Set.of(role.id()), null, clock.instant(), null);
    }

    /**
     * Tells whether an administrator was ever made, whatever became of the account.
     *
     * @return false in a service that starts for the first time
     */
    @Transactional(readOnly = true)
    public boolean hasAdministrator() {
        return grants.isGranted(SystemRole.ADMIN.id());
    }

    /**
     * Says that something about a user changed that what it may do depends on, e.g. its status or its second factor.
     *
     * @param userId whose
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void changed(UUID userId) {
        grants.countVersion(userId);
    }

    /**
     * Holds that somebody can still administer the service when a user no longer does. The caller holds the lock.
     *
     * @param userId who will be gone, shut out, or less than an administrator
     * @throws dev.gatehouse.error.ProblemException 409 {@code last_admin} if nobody else is an active, verified
     *     administrator for good
     */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public void requireAdministratorBeside(UUID userId) {
        if (!grants.hasAdministratorBeside(userId)) {
            throw AccessProblems.lastAdmin();
        }
    }

    /**
     * Holds that somebody can administer the service after a change. The caller holds the lock.
     *
     * @throws dev.gatehouse.error.ProblemException 409 {@code last_admin} if nobody is an active, verified administrator
     *     for good
     */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public void requireAdministrator() {
        requireAdministratorBeside(NOBODY);
    }
}
