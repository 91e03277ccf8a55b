package dev.gatehouse.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MemoryLoginGuardStoreTests {

    private final ManualClock clock = ManualClock.atNoon();
    private final LockoutSettings settings = LockoutSettings.defaults();
    private final MemoryLoginGuardStore store = new MemoryLoginGuardStore(settings, clock, 100);
    private final LoginGuard guard = new LoginGuard(settings, store, clock);

    @Test
    void noFloodOfOtherAccountsWashesALockOut() {
        LoginAttempt victim = new LoginAttempt("u:victim", null, null);
        for (int i = 0; i < 5; i++) {
            guard.failed(victim);
        }
        for (int i = 0; i < 50_000; i++) {
            guard.failed(new LoginAttempt("l:" + i, null, null));
        }

        assertThat(guard.check(victim).locked()).isTrue();
        assertThat(store.size()).isLessThanOrEqualTo(100 + 1024);
    }

    @Test
    void atTheCapNewAccountsAreStillLocked() {
        for (int i = 0; i < 100; i++) {
            guard.failed(new LoginAttempt("l:" + i, null, null));
        }
        LoginAttempt late = new LoginAttempt("u:late", null, null);
        for (int i = 0; i < 5; i++) {
            guard.failed(late);
        }

        assertThat(guard.check(late).locked()).isTrue();
        clock.advance(Duration.ofMinutes(16));
        assertThat(guard.failed(late).locked()).as("once there is room again").isTrue();
    }

    @Test
    void makesRoomOnceAStateIsForgotten() {
        for (int i = 0; i < 100; i++) {
            guard.failed(new LoginAttempt("l:" + i, null, null));
        }
        assertThat(store.size()).isEqualTo(100);
        clock.advance(Duration.ofMinutes(15));
        guard.failed(new LoginAttempt("u:late", null, null));

        assertThat(store.size()).isEqualTo(1);
        assertThat(store.find("u:late").failures()).isEqualTo(1);
    }

    @Test
    void tellsTheStateBeforeAndAfterAChange() {
        GuardChange first = store.update("x", state -> state.failed(clock.instant(), 5, settings));
        GuardChange second = store.update("x", state -> state.failed(clock.instant(), 5, settings));

        assertThat(first.before()).isEqualTo(GuardState.CLEAN);
        assertThat(second.before()).isEqualTo(first.after());
        assertThat(store.find("x")).isEqualTo(second.after());
        store.remove("x");
        assertThat(store.find("x")).isEqualTo(GuardState.CLEAN);
    }
}
