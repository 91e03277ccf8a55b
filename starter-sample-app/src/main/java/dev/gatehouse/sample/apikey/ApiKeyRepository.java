package dev.gatehouse.sample.apikey;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** Keys by their owner, but for who administers them and for the check of a key that was shown. */
interface ApiKeyRepository extends JpaRepository<ApiKey, UUID> {

    Page<ApiKey> findByOwnerUserId(UUID ownerId, Pageable page);

    List<ApiKey> findByOwnerUserIdOrderByCreatedAt(UUID ownerId);

    Optional<ApiKey> findByIdAndOwnerUserId(UUID id, UUID ownerId);

    @EntityGraph(attributePaths = "permissionIds")
    Optional<ApiKey> findByKeyId(String keyId);

    @Query("""
            select count(k) from ApiKey k
            where k.ownerUserId = :ownerId and k.revokedAt is null and k.expiresAt > :now
            """)
    long countActive(UUID ownerId, Instant now);

    /** One statement, so that of two revocations exactly one is the first. */
    @Modifying
    @Query("update ApiKey k set k.revokedAt = :now where k.id = :id and k.revokedAt is null")
    int revoke(UUID id, Instant now);

    @Modifying
    @Query("update ApiKey k set k.revokedAt = :now where k.ownerUserId = :ownerId and k.revokedAt is null")
    int revokeOwned(UUID ownerId, Instant now);

    /** One statement, so that a key has one successor at most. */
    @Modifying
    @Query("""
            update ApiKey k set k.replacedBy = :successor, k.expiresAt = :end
            where k.id = :id and k.replacedBy is null and k.revokedAt is null and k.expiresAt > :now
            """)
    int replace(UUID id, UUID successor, Instant end, Instant now);

    @Modifying
    @Query("""
            update ApiKey k set k.lastUsedAt = :when, k.lastUsedIp = :address
            where k.keyId = :keyId and (k.lastUsedAt is null or k.lastUsedAt <= :notSince)
            """)
    int touch(String keyId, Instant when, String address, Instant notSince);

    /** The next keys behind one that ends at a time. */
    @Query("""
            select k from ApiKey k
            where k.revokedAt is null and k.replacedBy is null and k.remindedAt is null
                and k.expiresAt <= :until
                and (k.expiresAt > :after or (k.expiresAt = :after and k.id > :afterId))
            order by k.expiresAt, k.id
            """)
    List<ApiKey> findEnding(Instant after, UUID afterId, Instant until, Limit limit);

    /** One statement, so that the owner is told once. */
    @Modifying
    @Query("update ApiKey k set k.remindedAt = :now where k.id = :id and k.remindedAt is null")
    int reminded(UUID id, Instant now);

    @Modifying
    @Query("delete from ApiKey k where k.expiresAt < :limit")
    int deleteEndedBefore(Instant limit);

    @Modifying
    @Query("delete from ApiKey k where k.ownerUserId = :ownerId")
    int deleteOwned(UUID ownerId);
}
