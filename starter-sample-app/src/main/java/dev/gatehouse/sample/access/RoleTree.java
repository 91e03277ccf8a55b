package dev.gatehouse.sample.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All roles at one moment, and what follows from their parents. Immutable. */
final class RoleTree {

    private final Map<UUID, Role> roles = new LinkedHashMap<>();

    RoleTree(Collection<Role> roles) {
        roles.forEach(role -> this.roles.put(role.id(), role));
    }

    Collection<Role> roles() {
        return roles.values();
    }

    @Nullable
    Role find(UUID id) {
        return roles.get(id);
    }

    /** What somebody has who has these roles: their own permissions, those of their parents, wildcards expanded. */
    Set<String> permissions(Collection<UUID> ids) {
        Set<String> permissions = new HashSet<>();
        for (UUID id : withAncestors(ids)) {
            Role role = roles.get(id);
            if (role != null) {
                permissions.addAll(role.all() ? everything() : role.own().values());
            }
        }
        return permissions;
    }

    /** What the code asks for, and what a newer version does that shares the database: whoever may all has that, too. */
    private Set<String> everything() {
        Set<String> everything = new HashSet<>();
        Arrays.stream(Permission.values()).map(Permission::permission).forEach(everything::add);
        roles.values().forEach(role -> everything.addAll(role.own().values()));
        return everything;
    }

    /** These roles and all above them. Ends in a circle, too, although none is let in. */
    Set<UUID> withAncestors(Collection<UUID> ids) {
        Set<UUID> seen = new HashSet<>();
        for (UUID id : ids) {
            Role role = roles.get(id);
            while (role != null && seen.add(role.id())) {
                role = role.parentId() == null ? null : roles.get(role.parentId());
            }
        }
        return seen;
    }

    /** Whether one of these roles, or one above them, has one of the names. */
    boolean isAny(Collection<UUID> ids, Set<String> names) {
        return withAncestors(ids).stream()
                .map(roles::get)
                .anyMatch(role -> role != null && names.contains(role.name()));
    }

    /** Whether a role would be its own ancestor if it had this parent. */
    boolean wouldCircle(UUID id, @Nullable UUID parentId) {
        return parentId != null && withAncestors(Set.of(parentId)).contains(id);
    }

    boolean hasChildren(UUID id) {
        return roles.values().stream().anyMatch(role -> id.equals(role.parentId()));
    }
}
