package dev.gatehouse.sample.apikey;

import dev.gatehouse.apikey.NewApiKey;
import dev.gatehouse.sample.access.Permission;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.annotations.UuidGenerator.Style;
import org.jspecify.annotations.Nullable;

/** An API key. What can change of it changes by single statements of the repository, which decide races. */
@Entity
@Table(name = "api_keys")
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // Hibernate fills the fields, and queries read some alone.
class ApiKey {

    static final int MAX_NAME = 100;
    static final int MAX_NETWORKS = 20;

    @Id
    @UuidGenerator(style = Style.VERSION_7)
    private UUID id;

    private String keyId;
    private String secretHash;
    private String name;
    private UUID ownerUserId;
    private String allowedCidrs;
    private UUID createdBy;
    private Instant createdAt;
    private Instant expiresAt;
    private @Nullable Instant revokedAt;
    private @Nullable UUID replacedBy;
    private @Nullable Instant lastUsedAt;
    private @Nullable String lastUsedIp;
    private @Nullable Instant remindedAt;

    @ElementCollection(fetch = FetchType.LAZY)
    @CollectionTable(name = "api_key_permissions", joinColumns = @JoinColumn(name = "api_key_id"))
    @Column(name = "permission_id")
    @BatchSize(size = 100)
    private Set<Integer> permissionIds;

    protected ApiKey() {}

    ApiKey(
            NewApiKey secret,
            String name,
            UUID ownerId,
            Set<Integer> permissionIds,
            List<String> networks,
            Instant now,
            Instant expiresAt) {
        this.keyId = secret.id();
        this.secretHash = secret.secretHash();
        this.name = name;
        this.ownerUserId = ownerId;
        this.permissionIds = Set.copyOf(permissionIds);
        this.allowedCidrs = String.join(",", networks);
        this.createdBy = ownerId;
        this.createdAt = now;
        this.expiresAt = expiresAt;
    }

    /** How long the key was to live: its successor gets as much. */
    Duration life() {
        return Duration.between(createdAt, expiresAt);
    }

    /** Those too that only a newer version of the service knows. */
    Set<Integer> permissionIds() {
        return permissionIds;
    }

    Set<String> scopes() {
        return permissionIds.stream()
                .map(Permission::find)
                .flatMap(Optional::stream)
                .map(Permission::permission)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    List<String> networks() {
        return allowedCidrs.isEmpty() ? List.of() : List.of(allowedCidrs.split(","));
    }

    UUID id() {
        return id;
    }

    String keyId() {
        return keyId;
    }

    String secretHash() {
        return secretHash;
    }

    String name() {
        return name;
    }

    UUID ownerId() {
        return ownerUserId;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    @Nullable
    Instant revokedAt() {
        return revokedAt;
    }

    @Nullable
    Instant lastUsedAt() {
        return lastUsedAt;
    }

    @Nullable
    String lastUsedIp() {
        return lastUsedIp;
    }
}
