package dev.gatehouse.sample.config;

import dev.gatehouse.error.InvalidValueException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** How clients write a time, in a body and in a query alike: a bare number would be seconds in one and milliseconds in the other. */
final class ClientTime {

    private ClientTime() {}

    /** Reads ISO 8601 with seconds and an offset (RFC 3339), as finely as a database keeps time, which would round up otherwise. */
    static Instant parse(String text) {
        try {
            return Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeParseException e) {
            throw unreadable();
        }
    }

    static InvalidValueException unreadable() {
        return new InvalidValueException("Must be a time with its offset, e.g. 2026-11-20T09:30:00Z.", "not_a_time");
    }
}
