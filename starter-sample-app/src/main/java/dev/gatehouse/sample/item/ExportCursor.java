package dev.gatehouse.sample.item;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/**
 * Where an export goes on: behind the last item that was sent. Needs no signature, since it selects among the caller's
 * own items only.
 *
 * @param createdAt creation time of that item, in microseconds as the database keeps it
 * @param id its id, which decides among items of the same instant
 */
record ExportCursor(Instant createdAt, UUID id) {

    private static final int BYTES = 3 * Long.BYTES;
    private static final int LENGTH = 32;

    /** The year 9999: what lies behind it may overflow in a database. */
    private static final long LATEST_MICROS = 253_402_300_799_999_999L;

    static ExportCursor behind(Item item) {
        return new ExportCursor(item.createdAt(), item.id());
    }

    /** Reads the text of {@link #text}; refuses everything else. */
    static ExportCursor parse(String text) {
        byte[] bytes = decode(text);
        if (text.length() != LENGTH || bytes.length != BYTES) {
            throw ItemProblems.cursorInvalid();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long micros = buffer.getLong();
        if (micros < 0 || micros > LATEST_MICROS) {
            throw ItemProblems.cursorInvalid();
        }
        return new ExportCursor(
                Instant.EPOCH.plus(micros, ChronoUnit.MICROS), new UUID(buffer.getLong(), buffer.getLong()));
    }

    String text() {
        ByteBuffer buffer = ByteBuffer.allocate(BYTES)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, createdAt))
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
    }

    private static byte[] decode(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw ItemProblems.cursorInvalid();
        }
    }
}
