package dev.gatehouse.sample.file;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** Queries name the owner, but for who may manage the files of others. */
interface FileRepository extends JpaRepository<StoredFile, UUID> {

    Page<StoredFile> findByOwnerId(UUID ownerId, Pageable page);

    Optional<StoredFile> findByIdAndOwnerId(UUID id, UUID ownerId);

    /** One statement, so that of two deletes exactly one finds the row. */
    @Modifying
    @Query("delete from StoredFile f where f.id = :id")
    int deleteOnce(UUID id);

    List<StoredFile> findByOwnerIdOrderByCreatedAt(UUID ownerId);
}
