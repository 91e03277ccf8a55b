package dev.gatehouse.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class KeyTurnTests {

    private static final SecretKey NEW = key("new");
    private static final SecretKey MIDDLE = key("middle");
    private static final SecretKey OLD = key("old");

    private final KeyTurn turn = new KeyTurn(List.of(NEW, MIDDLE, OLD));

    @Test
    void eachKeyHasItsOwnHourWhereClocksDiffer() {
        assertThat(acceptsRow(OLD, "09:00")).isTrue();
        assertThat(acceptsRow(MIDDLE, "10:00")).isTrue();
        assertThat(acceptsRow(NEW, "09:30")).isTrue();
        assertThat(acceptsLink(MIDDLE, "10:45")).isFalse();
        assertThat(acceptsRow(MIDDLE, "10:30")).isTrue();
        assertThat(acceptsRow(MIDDLE, "10:45")).isFalse();
        assertThat(acceptsRow(OLD, "10:45")).isTrue();
        assertThat(acceptsRow(OLD, "11:01")).isFalse();
    }

    @Test
    void aRowOfALaterTimeEndsEachHourForGoodAndALinkDoesNot() {
        acceptsRow(MIDDLE, "10:00");
        acceptsRow(NEW, "09:30");
        assertThat(acceptsLink(NEW, "12:00")).isTrue();
        assertThat(acceptsRow(MIDDLE, "10:15")).isTrue();
        assertThat(acceptsRow(NEW, "10:45")).isTrue();
        assertThat(acceptsRow(MIDDLE, "10:15")).isFalse();
        assertThat(acceptsRow(OLD, "10:15")).isTrue();
    }

    private boolean acceptsRow(SecretKey key, String time) {
        return turn.acceptsRow(at(time), key::equals);
    }

    private boolean acceptsLink(SecretKey key, String time) {
        return turn.acceptsLink(at(time), key::equals);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-01-01T" + time + ":00Z");
    }

    private static SecretKey key(String text) {
        return new SecretKeySpec(text.getBytes(UTF_8), "HmacSHA256");
    }
}
