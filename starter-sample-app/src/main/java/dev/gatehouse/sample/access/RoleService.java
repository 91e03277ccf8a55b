package dev.gatehouse.sample.access;

import dev.gatehouse.sample.audit.AuditTrail;
import dev.gatehouse.sample.audit.AuditTrail.Target;
import dev.gatehouse.sample.db.RowId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The life of a role. Each change waits for the one before it, is held against the rights of who makes it, and counted. */
@Service
class RoleService {

    private final RoleRepository roles;
    private final GrantRepository grants;
    private final AccessLock lock;
    private final Delegation delegation;
    private final AuditTrail audit;
    private final RolesWithSecondFactor withSecondFactor;

    RoleService(
            RoleRepository roles,
            GrantRepository grants,
            AccessLock lock,
            Delegation delegation,
            AuditTrail audit,
            RolesWithSecondFactor withSecondFactor) {
        this.roles = roles;
        this.grants = grants;
        this.lock = lock;
        this.delegation = delegation;
        this.audit = audit;
        this.withSecondFactor = withSecondFactor;
    }

    @Transactional(readOnly = true)
    List<RoleResponse> list() {
        RoleTree tree = roles.readAll();
        return tree.roles().stream().map(role -> RoleResponse.of(role, tree)).toList();
    }

    @Transactional(readOnly = true)
    RoleResponse read(UUID id) {
        RoleTree tree = roles.readAll();
        return RoleResponse.of(found(tree, id), tree);
    }

    @Transactional
    RoleResponse create(RoleDraft draft) {
        lock.take();
        Set<Permission> permissions = checked(draft, roles.readAll(), Set.of());
        UUID id = RowId.next();
        try {
            roles.insert(id, draft.name(), draft.description(), draft.parentRoleId(), permissions);
        } catch (DuplicateKeyException e) {
            throw AccessProblems.roleNameTaken();
        }
        return changed("role_created", id);
    }

    /** What the role gave before counts like what it gives afterwards: taking away is a change of others, too. */
    @Transactional
    RoleResponse replace(UUID id, RoleChange change) {
        lock.take();
        RoleTree tree = roles.readAll();
        Role role = found(tree, id);
        requireChangeable(role, change.rowVersion());
        if (!role.name().equals(change.name())) {
            requireNotListed(role);
        }
        delegation.requireOwn(tree.permissions(Set.of(id)));
        if (tree.wouldCircle(id, change.parentRoleId())) {
            throw AccessProblems.roleCycle();
        }
        RoleDraft draft = change.asDraft();
        Set<Permission> permissions = checked(draft, tree, role.own().keySet());
        try {
            roles.update(id, draft.name(), draft.description(), draft.parentRoleId(), permissions);
        } catch (DuplicateKeyException e) {
            throw AccessProblems.roleNameTaken();
        }
        return changed("role_changed", id);
    }

    @Transactional
    void delete(UUID id, @Nullable Long rowVersion) {
        lock.take();
        RoleTree tree = roles.readAll();
        Role role = found(tree, id);
        requireChangeable(role, rowVersion);
        requireNotListed(role);
        delegation.requireOwn(tree.permissions(Set.of(id)));
        grants.deleteOfDeleted(id);
        if (tree.hasChildren(id) || grants.isGranted(id)) {
            throw AccessProblems.roleInUse();
        }
        roles.delete(id);
        lock.rolesChanged();
        audit.succeeded("role_deleted", target(id), Map.of());
    }

    private static void requireChangeable(Role role, @Nullable Long rowVersion) {
        if (role.system()) {
            throw AccessProblems.systemRole();
        }
        if (rowVersion != null && role.rowVersion() != rowVersion) {
            throw AccessProblems.stale();
        }
    }

    /** The configuration must not point at a name that no role has any more. */
    private void requireNotListed(Role role) {
        if (withSecondFactor.has(role)) {
            throw AccessProblems.roleWithSecondFactor();
        }
    }

    private Set<Permission> checked(RoleDraft draft, RoleTree tree, Set<Integer> had) {
        if (AccessNames.isReserved(draft.name())) {
            throw AccessProblems.roleNameReserved();
        }
        Set<Permission> own = permissions(draft.permissionIds(), had);
        delegation.requireOwn(names(own));
        UUID parent = draft.parentRoleId();
        if (parent != null) {
            if (tree.find(parent) == null) {
                throw AccessProblems.unknown("parent_role_id", "a role");
            }
            delegation.requireOwn(tree.permissions(Set.of(parent)));
        }
        return own;
    }

    /** Of those that only a newer version of the service knows the role keeps what it has. */
    private static Set<Permission> permissions(Set<Integer> ids, Set<Integer> had) {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        for (Integer id : ids) {
            Optional<Permission> known = Permission.find(id);
            if (known.isEmpty() && !had.contains(id)) {
                throw AccessProblems.unknown("permission_ids", "permissions");
            }
            known.ifPresent(permissions::add);
        }
        return permissions;
    }

    private RoleResponse changed(String action, UUID id) {
        lock.rolesChanged();
        RoleResponse role = read(id);
        audit.succeeded(
                action,
                target(id),
                Map.of("name", role.name(), "permissions", String.join(" ", role.effectivePermissions())));
        return role;
    }

    static Target target(UUID id) {
        return new Target("role", id.toString());
    }

    private static Role found(RoleTree tree, UUID id) {
        Role role = tree.find(id);
        if (role == null) {
            throw AccessProblems.roleNotFound();
        }
        return role;
    }

    private static Set<String> names(Collection<Permission> permissions) {
        return permissions.stream().map(Permission::permission).collect(Collectors.toSet());
    }
}
