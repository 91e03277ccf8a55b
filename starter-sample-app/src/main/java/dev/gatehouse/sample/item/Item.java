package dev.gatehouse.sample.item;

import dev.gatehouse.sample.text.OneLine;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.annotations.UuidGenerator.Style;
import org.jspecify.annotations.Nullable;

/** One item. Its id and its creation time never change: the export walks along them. */
@Entity
@Table(name = "items")
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // Hibernate fills the fields, and queries read the owner.
class Item {

    static final int MAX_NAME = 200;
    static final int MAX_DESCRIPTION = 2000;
    static final int MAX_QUANTITY = 1_000_000_000;

    static final String NAME = OneLine.VISIBLE;

    static final String EXTERNAL_REF = "^[A-Za-z0-9._:-]{0,64}$";

    @Id
    @UuidGenerator(style = Style.VERSION_7)
    private UUID id;

    private UUID ownerId;
    private @Nullable String externalRef;
    private String name;
    private @Nullable String description;
    private int quantity;
    private Instant createdAt;
    private Instant updatedAt;

    @Version
    private long rowVersion;

    protected Item() {}

    Item(UUID ownerId, ItemDraft draft, Instant now) {
        this.ownerId = ownerId;
        this.externalRef = emptyToNull(draft.externalRef());
        this.name = draft.name();
        this.description = emptyToNull(draft.description());
        this.quantity = draft.quantity();
        this.createdAt = now;
        this.updatedAt = now;
    }

    void apply(ItemChange change, Instant now) {
        if (change.externalRef() != null) {
            externalRef = emptyToNull(change.externalRef());
        }
        if (change.name() != null) {
            name = change.name();
        }
        if (change.description() != null) {
            description = emptyToNull(change.description());
        }
        if (change.quantity() != null) {
            quantity = change.quantity();
        }
        updatedAt = now;
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    UUID id() {
        return id;
    }

    @Nullable
    String externalRef() {
        return externalRef;
    }

    String name() {
        return name;
    }

    @Nullable
    String description() {
        return description;
    }

    int quantity() {
        return quantity;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    long rowVersion() {
        return rowVersion;
    }
}
