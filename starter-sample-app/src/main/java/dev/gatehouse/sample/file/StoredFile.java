package dev.gatehouse.sample.file;

import dev.gatehouse.name.SafeName;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.annotations.UuidGenerator.Style;

/** What is known of a file. Never changes. */
@Entity
@Table(name = "files")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class StoredFile {

    @Id
    @UuidGenerator(style = Style.VERSION_7)
    private UUID id;

    private UUID ownerId;
    private String name;
    private String mediaType;
    private long size;
    private String sha256;
    private String storageKey;

    @Enumerated(EnumType.STRING)
    private FileStatus status;

    private Instant createdAt;

    protected StoredFile() {}

    StoredFile(UUID ownerId, SafeName name, String mediaType, StoredBytes bytes, Instant now) {
        this.ownerId = ownerId;
        this.name = name.text();
        this.mediaType = mediaType;
        this.size = bytes.size();
        this.sha256 = bytes.sha256();
        this.storageKey = bytes.key();
        this.status = FileStatus.AVAILABLE;
        this.createdAt = now;
    }

    UUID id() {
        return id;
    }

    UUID ownerId() {
        return ownerId;
    }

    String name() {
        return name;
    }

    String mediaType() {
        return mediaType;
    }

    long size() {
        return size;
    }

    String sha256() {
        return sha256;
    }

    String storageKey() {
        return storageKey;
    }

    FileStatus status() {
        return status;
    }

    Instant createdAt() {
        return createdAt;
    }
}
