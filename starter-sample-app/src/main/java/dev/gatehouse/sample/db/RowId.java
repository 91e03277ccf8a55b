package dev.gatehouse.sample.db;

import java.security.SecureRandom;
import java.util.UUID;

/** Ids of rows: UUID version 7 (RFC 9562, 5.7), so that new rows stand together in an index. */
public final class RowId {

    private static final SecureRandom RANDOM = new SecureRandom();

    private RowId() {}

    /** Makes an id that was never there before: 48 bits of time in milliseconds, 74 random ones. */
    public static UUID next() {
        long time = System.currentTimeMillis() << 16;
        return new UUID(time | 0x7000 | (RANDOM.nextInt() & 0x0fff), RANDOM.nextLong() & (-1L >>> 2) | Long.MIN_VALUE);
    }
}
