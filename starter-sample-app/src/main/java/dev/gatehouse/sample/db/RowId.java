package dev.gatehouse.sample.db;

import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;

/** Ids of rows that statements insert: UUID version 7 (RFC 9562, 5.7) as those of entities, so that new rows stand together. */
public final class RowId {

    private RowId() {}

    /** Makes an id that was never there before. */
    public static UUID next() {
        return UuidVersion7Strategy.INSTANCE.generateUuid(null);
    }
}
