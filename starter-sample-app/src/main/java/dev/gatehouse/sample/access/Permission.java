package dev.gatehouse.sample.access;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What there is to be allowed. The source of the catalogue: a migration puts a new one into the table, and a table that
 * says anything else stops the start; only where the service is deployed may it list more. Ids and names stand for good,
 * since grants and API keys refer to them.
 */
public enum Permission {
    USERS_READ(1, "users:read", "List accounts and read any of them."),
    USERS_CREATE(2, "users:create", "Invite people."),
    USERS_UPDATE(3, "users:update", "Change names, addresses and the status of accounts."),
    USERS_DELETE(4, "users:delete", "Delete accounts."),
    USERS_RESET(5, "users:reset", "Start a password reset for somebody, take away a lost second factor."),
    USERS_IMPERSONATE(6, "users:impersonate", "Act as somebody else, where that is switched on."),
    ROLES_READ(7, "roles:read", "Read roles and this catalogue."),
    ROLES_MANAGE(8, "roles:manage", "Create, change and delete roles."),
    ROLES_ASSIGN(9, "roles:assign", "Give roles to users and take them away."),
    SESSIONS_MANAGE(10, "sessions:manage", "See and end the sessions of others."),
    LOCKOUTS_READ(11, "lockouts:read", "See who is locked out after failed log-ins."),
    LOCKOUTS_MANAGE(12, "lockouts:manage", "Unlock accounts."),
    API_KEYS_MANAGE(13, "api-keys:manage", "Create, rotate and revoke own API keys."),
    API_KEYS_ADMIN(14, "api-keys:admin", "See and revoke the API keys of others."),
    AUDIT_READ(15, "audit:read", "Read the audit log."),
    AUDIT_EXPORT(16, "audit:export", "Export the audit log."),
    AUDIT_VERIFY(17, "audit:verify", "Verify that the audit log was not changed."),
    FILES_READ(18, "files:read", "List and download own files."),
    FILES_WRITE(19, "files:write", "Upload files, delete own ones."),
    FILES_MANAGE(20, "files:manage", "Read and delete the files of others."),
    ITEMS_READ(21, "items:read", "List and read own items."),
    ITEMS_WRITE(22, "items:write", "Create and change own items."),
    ITEMS_DELETE(23, "items:delete", "Delete own items."),
    ITEMS_IMPORT(24, "items:import", "Create up to 1000 items at once."),
    ITEMS_EXPORT(25, "items:export", "Read all own items in pages of up to 10000."),
    ITEMS_COMPUTE(26, "items:compute", "Run what costs a lot of computing."),
    AI_CHAT(27, "ai:chat", "Ask the assistant about own files."),
    AI_ADMIN(28, "ai:admin", "See what the assistant cost, for everybody."),
    HEALTH_READ(29, "health:read", "See how each part of the service does."),
    METRICS_READ(30, "metrics:read", "Read the metrics."),
    DOCS_READ(31, "docs:read", "Read the description of the API where it is not public."),
    RATE_LIMITS_MANAGE(32, "rate-limits:manage", "See rate limits at work, reset keys, lift blocks."),
    ERRORS_MANAGE(33, "errors:manage", "See what went wrong in the service, and have it forgotten."),
    ENVIRONMENT_READ(34, "environment:read", "See what the check of the environment found.");

    private static final Map<Integer, Permission> BY_ID =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Permission::id, Function.identity()));

    private final int id;
    private final String permission;
    private final String description;

    Permission(int id, String permission, String description) {
        this.id = id;
        this.permission = AccessNames.checked(permission);
        this.description = description;
    }

    /**
     * Finds a permission by its number.
     *
     * @param id the number, as the table has it
     * @return the permission; empty if there is none
     */
    public static Optional<Permission> find(int id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    /**
     * Gives the number of the permission.
     *
     * @return the key of its row
     */
    public int id() {
        return id;
    }

    /**
     * Names the permission as endpoints ask for it.
     *
     * @return e.g. {@code users:read}
     */
    public String permission() {
        return permission;
    }

    /**
     * Says what it allows.
     *
     * @return a sentence
     */
    public String description() {
        return description;
    }
}
