package dev.gatehouse.sample.access;

import dev.gatehouse.access.Caller;
import dev.gatehouse.access.CurrentCaller;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps administrators within their own rights: nobody gives what they lack, and nobody lays hands on an account that
 * can do more than they can, since whoever resets a stronger account becomes it. Each question is answered from the
 * tables and behind the lock of {@link UserRights#lock}: the caller may have lost a role, or the
 * account, since the request came in.
 * Thread-safe.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY, readOnly = true)
public class Delegation {

    private final UserRights rights;
    private final RoleRepository roles;
    private final CurrentCaller caller;
    private final LiveCaller live;
    private final OwnerAlone owner;

    Delegation(UserRights rights, RoleRepository roles, CurrentCaller caller, LiveCaller live, OwnerAlone owner) {
        this.rights = rights;
        this.roles = roles;
        this.caller = caller;
        this.live = live;
        this.owner = owner;
    }

    /**
     * Holds that the caller may change, reset, unlock or end an account.
     *
     * @param userId whose account
     * @throws dev.gatehouse.error.ProblemException 403 {@code escalation_denied} if its permissions go beyond those of
     *     the caller; 403 {@code impersonated} if the caller acts for that very user
     */
    public void requireOver(UUID userId) {
        if (caller.require().userId().equals(userId)) {
            owner.require();
        }
        requireOwn(rights.permissionsOf(userId));
    }

    /**
     * Holds that the caller may give these roles to others and take them away.
     *
     * @param roleIds the roles
     * @throws dev.gatehouse.error.ProblemException 403 {@code escalation_denied} if they give more than the caller has;
     *     400 if one does not exist
     */
    public void requireGrantable(Collection<UUID> roleIds) {
        RoleTree tree = roles.readAll();
        if (roleIds.stream().anyMatch(id -> tree.find(id) == null)) {
            throw AccessProblems.unknown("role_ids", "roles");
        }
        requireOwn(rights.permissionsOfRoles(roleIds));
    }

    /**
     * Holds that the account is not the caller's own.
     *
     * @param userId whose account
     * @throws dev.gatehouse.error.ProblemException 403 {@code self_change} if it is
     */
    public void requireOther(UUID userId) {
        if (caller.require().userId().equals(userId)) {
            throw AccessProblems.selfChange();
        }
    }

    /**
     * Holds that the caller has all of these permissions at this moment.
     *
     * @param permissions names of permissions, expanded
     * @throws dev.gatehouse.error.ProblemException 403 {@code escalation_denied} if one is missing; 401 if the caller was shut
     *     out meanwhile
     */
    public void requireOwn(Collection<String> permissions) {
        if (!own().containsAll(permissions)) {
            throw AccessProblems.escalationDenied();
        }
    }

    /** What the request may do and the user still has: a key that may little must not give what its owner has. */
    private Set<String> own() {
        Caller who = caller.require();
        Set<String> own = new HashSet<>(rights.permissionsOf(who.userId()));
        own.retainAll(who.permissions());
        own.retainAll(live.permissions());
        return own;
    }
}
