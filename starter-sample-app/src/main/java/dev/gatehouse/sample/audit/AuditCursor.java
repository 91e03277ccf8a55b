package dev.gatehouse.sample.audit;

import dev.gatehouse.audit.AuditRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where a list goes on: behind the last row that was sent. Written {@code <microseconds>-<number>}.
 *
 * @param occurredAt time of that row
 * @param sequence its number, which decides among rows of the same instant
 */
record AuditCursor(Instant occurredAt, long sequence) {

    /** What the validation of parameters holds; up to the year 9999, as databases can. */
    static final String PATTERN = "^[0-9]{1,18}-[0-9]{1,18}$";

    private static final long LATEST_MICROS = 253_402_300_799_999_999L;

    static AuditCursor behind(AuditRow row) {
        return new AuditCursor(row.event().occurredAt(), row.sequence());
    }

    /** Reads a text of {@link #PATTERN}. */
    static AuditCursor parse(String text) {
        String[] parts = text.split("-", 2);
        long micros = Math.min(Long.parseLong(parts[0]), LATEST_MICROS);
        return new AuditCursor(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), Long.parseLong(parts[1]));
    }

    String text() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, occurredAt) + "-" + sequence;
    }
}
