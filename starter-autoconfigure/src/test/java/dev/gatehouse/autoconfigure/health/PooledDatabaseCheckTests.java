package dev.gatehouse.autoconfigure.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.health.HealthReading;
import dev.gatehouse.health.HealthStatus;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("any-boot")
class PooledDatabaseCheckTests {

    private static final PoolReading FULL = new PoolReading(10, 0, 3, 10);
    private static final PoolReading ROOM = new PoolReading(9, 1, 0, 10);
    private static final HealthReading NO_CONNECTION =
            HealthReading.of(HealthStatus.DOWN).with("error", "no connection");

    private PoolReading pool = ROOM;
    private HealthReading found = HealthReading.of(HealthStatus.UP);
    private long now;
    private final PooledDatabaseCheck check = new PooledDatabaseCheck(
            () -> found,
            () -> pool,
            reading -> reading.details().containsKey("error"),
            Duration.ofSeconds(65),
            () -> now);

    @Test
    void isDegradedWhileItIsLateBehindAFullPoolOfADatabaseThatAnsweredRecently() throws Exception {
        check.check();
        pool = FULL;
        found = NO_CONNECTION;
        now += Duration.ofSeconds(64).toNanos();
        HealthReading reading = check.check();
        assertThat(reading.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(reading.details()).containsEntry("pool", "full");
        assertThat(check.whileLate().status()).isEqualTo(HealthStatus.DEGRADED);
    }

    @Test
    void isDownWhenTheDatabaseHasNotAnsweredForLongAlthoughThePoolIsFull() throws Exception {
        check.check();
        pool = FULL;
        found = NO_CONNECTION;
        now += Duration.ofSeconds(64).toNanos();
        check.check();
        now += Duration.ofSeconds(1).toNanos();
        assertThat(check.whileLate().status()).isEqualTo(HealthStatus.DOWN);
        assertThat(check.check()).isEqualTo(NO_CONNECTION);
    }

    @Test
    void isDownWhenTheDatabaseHasNeverAnswered() throws Exception {
        pool = FULL;
        found = NO_CONNECTION;
        assertThat(check.check()).isEqualTo(NO_CONNECTION);
        assertThat(check.whileLate().status()).isEqualTo(HealthStatus.DOWN);
    }

    @Test
    void isDownWhileItIsLateAlthoughThePoolHadRoomOrIsNotThere() throws Exception {
        check.check();
        assertThat(check.whileLate().status()).isEqualTo(HealthStatus.DOWN);
        pool = null;
        check.check();
        assertThat(check.whileLate().status()).isEqualTo(HealthStatus.DOWN);
    }

    @Test
    void isDownWhenADatabaseThatWasReachedDoesNotWork() throws Exception {
        check.check();
        pool = FULL;
        found = HealthReading.of(HealthStatus.DOWN);
        assertThat(check.check().status()).isEqualTo(HealthStatus.DOWN);
    }
}
