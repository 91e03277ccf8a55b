package dev.gatehouse.sample.item;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** Every query names the owner: there is no way to reach an item by its id alone. */
interface ItemRepository extends JpaRepository<Item, UUID> {

    Page<Item> findByOwnerId(UUID ownerId, Pageable page);

    Optional<Item> findByIdAndOwnerId(UUID id, UUID ownerId);

    /** One statement, so that of two deletes exactly one finds the row. */
    @Modifying
    @Query("delete from Item i where i.id = :id and i.ownerId = :ownerId")
    int deleteOwned(UUID id, UUID ownerId);

    @Modifying
    @Query("delete from Item i where i.ownerId = :ownerId")
    int deleteAllOf(UUID ownerId);

    @Query("select i.externalRef from Item i where i.ownerId = :ownerId and i.externalRef in :refs")
    Set<String> findTakenRefs(UUID ownerId, Collection<String> refs);

    @Query("select i from Item i where i.ownerId = :ownerId order by i.createdAt, i.id")
    List<Item> findFirst(UUID ownerId, Limit limit);

    @Query("""
            select i from Item i
            where i.ownerId = :ownerId and (i.createdAt, i.id) > (:createdAt, :id)
            order by i.createdAt, i.id
            """)
    List<Item> findBehind(UUID ownerId, Instant createdAt, UUID id, Limit limit);
}
