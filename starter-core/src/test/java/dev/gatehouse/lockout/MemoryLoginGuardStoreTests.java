package dev.gatehouse.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ManualClock;
import dev.gatehouse.Race;
import dev.gatehouse.net.IpAddress;
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
    void aSharedStateLocksForThePlainTimeOnlyAndIsForgottenThen() {
        LoginAttempt late = new LoginAttempt("u:late", null, null);
        fill();
        lock(late);
        assertThat(guard.check(late).retryAfter()).isEqualTo(settings.duration());
        for (int i = 0; i < 3; i++) {
            clock.advance(settings.duration());
            assertThat(guard.check(late).locked()).isFalse();
            assertThat(store.find("u:late").locks()).isZero();
            fill();
            lock(late);
            assertThat(guard.check(late).retryAfter()).as("no growth").isEqualTo(settings.duration());
        }
    }

    @Test
    void aSharedStateIsNotPreferredOnceThereIsRoomAgain() {
        LoginAttempt late = new LoginAttempt("u:late", null, null);
        LoginAttempt companion = sharing(late);
        fill();
        guard.failed(late);
        store.remove("l:0");
        guard.failed(late);

        assertThat(guard.check(late).failures()).isEqualTo(1);
        lock(late);
        assertThat(guard.check(companion).locked()).isFalse();
    }

    @Test
    void aDeviceIsNotLockedByOthersAtTheCap() {
        LoginAttempt device = new LoginAttempt("u:jane", null, "device");
        fill();
        for (int i = 0; i < 20_000; i++) {
            guard.failed(new LoginAttempt("l:more" + i, null, null));
        }

        assertThat(guard.check(new LoginAttempt("u:jane", null, null)).locked()).isTrue();
        assertThat(guard.check(device).locked()).isFalse();
        lock(device);
        assertThat(guard.check(device).locked()).as("by its own failures").isTrue();
    }

    @Test
    void unlocksOneOfThoseThatShareAState() {
        LoginAttempt late = new LoginAttempt("u:late", null, null);
        LoginAttempt companion = sharing(late);
        fill();
        lock(late);
        assertThat(guard.check(companion).locked()).isTrue();
        guard.unlock("u:late");
        assertThat(guard.check(late).locked()).isFalse();
        assertThat(guard.check(companion).locked()).isTrue();

        guard.completed(late);
        clock.advance(settings.duration().minusSeconds(1));
        assertThat(guard.check(late).locked()).as("as long as the others").isFalse();
        assertThat(guard.check(companion).locked()).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(store.size()).isZero();
    }

    @Test
    void anUnlockedAccountIsLockedByItsOwnFailures() {
        LoginAttempt late = new LoginAttempt("u:late", null, null);
        fill();
        lock(late);
        guard.unlock("u:late");
        lock(late);

        assertThat(guard.check(late).locked()).isTrue();
    }

    @Test
    void addressesTakeNoRoomFromAccounts() {
        for (int i = 0; i < 200; i++) {
            guard.failed(new LoginAttempt("l:" + i % 50, IpAddress.parse("192.0.2." + i), null));
        }
        for (int i = 0; i < 49; i++) {
            lock(new LoginAttempt("u:" + i, null, null));
        }
        clock.advance(settings.duration());
        lock(new LoginAttempt("u:7", null, null));

        assertThat(store.find("u:7").locks()).as("a state of its own").isEqualTo(2);
    }

    @Test
    void anAddressIsStillLockedWhenThereIsNoRoomForItsAccounts() {
        for (int i = 0; i < 120; i++) {
            guard.failed(new LoginAttempt("l:" + i, IpAddress.parse("192.0.2." + i), null));
        }
        IpAddress attacker = IpAddress.parse("198.51.100.1");
        for (int i = 0; i < 20; i++) {
            guard.failed(new LoginAttempt("l:next" + i, attacker, null));
        }

        assertThat(guard.check(new LoginAttempt("u:jane", attacker, null)).locked())
                .isTrue();
    }

    @Test
    void ofParallelFailuresOfASharedStateNoneIsLost() throws Exception {
        fill();
        Race.run(
                50,
                () -> store.update(
                        "u:late",
                        state -> new GuardState(state.failures() + 1, clock.instant(), 0, null, clock.instant())));

        assertThat(store.find("u:late").failures()).isEqualTo(50);
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

    @Test
    void unlockFreesAnAddressThatFoundNoRoom() {
        for (int i = 0; i < 100; i++) {
            guard.failed(new LoginAttempt("l:" + i, IpAddress.of("10.0.0." + i), null));
        }
        IpAddress late = IpAddress.of("192.0.2.1");
        LoginAttempt attempt = new LoginAttempt("u:late", late, null);
        for (int i = 0; i < 20; i++) {
            guard.failed(new LoginAttempt("u:" + i, late, null));
        }
        assertThat(guard.check(attempt).locked()).isTrue();

        guard.unlockAddress(late);

        assertThat(guard.check(attempt).locked()).isFalse();
    }

    private void fill() {
        for (int i = 0; i < 100; i++) {
            guard.failed(new LoginAttempt("l:" + i, null, null));
        }
    }

    private void lock(LoginAttempt attempt) {
        for (int i = 0; i < 5; i++) {
            guard.failed(attempt);
        }
    }

    /** Another account that shares the state of this one where there is no room. */
    private static LoginAttempt sharing(LoginAttempt attempt) {
        int wanted = Math.floorMod(attempt.account().hashCode(), 1024);
        for (int i = 0; ; i++) {
            if (Math.floorMod(("u:x" + i).hashCode(), 1024) == wanted) {
                return new LoginAttempt("u:x" + i, null, null);
            }
        }
    }
}
