package dev.gatehouse.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ManualClock;
import dev.gatehouse.Race;
import dev.gatehouse.net.IpAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginGuardTests {

    private final ManualClock clock = ManualClock.atNoon();
    private final LockoutSettings settings = LockoutSettings.defaults();
    private final MemoryLoginGuardStore store = new MemoryLoginGuardStore(settings, clock);
    private final LoginGuard guard = new LoginGuard(settings, store, clock);

    @Test
    void locksTheAccountAfterTheFifthFailure() {
        for (int i = 1; i <= 4; i++) {
            assertThat(guard.failed(jane())).isEqualTo(new LoginVerdict(false, Duration.ZERO, i, false));
            assertThat(guard.check(jane())).isEqualTo(new LoginVerdict(false, Duration.ZERO, i, false));
        }

        assertThat(guard.failed(jane())).isEqualTo(new LoginVerdict(false, Duration.ZERO, 5, true));
        assertThat(guard.check(jane())).isEqualTo(new LoginVerdict(true, Duration.ofMinutes(30), 5, false));
        assertThat(guard.check(attempt("u:joe", null, null)).locked()).isFalse();
    }

    @Test
    void liftsTheLockAtItsEndAndNotBefore() {
        lock(jane());

        clock.advance(Duration.ofMinutes(30).minusSeconds(1));
        assertThat(guard.check(jane())).isEqualTo(new LoginVerdict(true, Duration.ofSeconds(1), 5, false));
        clock.advance(Duration.ofSeconds(1));
        assertThat(guard.check(jane())).isEqualTo(new LoginVerdict(false, Duration.ZERO, 0, false));
    }

    @Test
    void attemptsWhileLockedNeitherCountNorExtend() {
        lock(jane());
        clock.advance(Duration.ofMinutes(10));

        for (int i = 0; i < 20; i++) {
            assertThat(guard.failed(jane())).isEqualTo(new LoginVerdict(true, Duration.ofMinutes(20), 5, false));
        }
        clock.advance(Duration.ofMinutes(20));
        assertThat(guard.failed(jane())).isEqualTo(new LoginVerdict(false, Duration.ZERO, 1, false));
    }

    @ParameterizedTest
    @CsvSource({"1,30", "2,60", "3,120", "4,240", "5,480", "6,960", "7,1440", "8,1440", "200,1440"})
    void eachFurtherLockIsTwiceAsLongUpToADay(int lockNumber, long minutes) {
        for (int i = 1; i < lockNumber; i++) {
            lock(jane());
            clock.advance(guard.check(jane()).retryAfter());
        }
        lock(jane());

        assertThat(guard.check(jane()).retryAfter()).isEqualTo(Duration.ofMinutes(minutes));
    }

    @Test
    void forgetsEarlierLocksAfterACleanDay() {
        lock(jane());
        clock.advance(Duration.ofMinutes(30).plusHours(24).minusSeconds(1));
        lock(jane());
        assertThat(guard.check(jane()).retryAfter()).isEqualTo(Duration.ofMinutes(60));

        clock.advance(Duration.ofMinutes(60).plusHours(24));
        lock(jane());
        assertThat(guard.check(jane()).retryAfter()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void aFailureKeepsEarlierLocksInMemory() {
        lock(jane());
        clock.advance(Duration.ofMinutes(30).plusHours(23));
        guard.failed(jane());
        clock.advance(Duration.ofHours(23));
        lock(jane());

        assertThat(guard.check(jane()).retryAfter()).isEqualTo(Duration.ofMinutes(60));
    }

    @Test
    void failuresCountTogetherForFifteenMinutes() {
        for (int i = 0; i < 4; i++) {
            guard.failed(jane());
        }
        clock.advance(Duration.ofMinutes(15).minusSeconds(1));
        assertThat(guard.check(jane()).failures()).isEqualTo(4);
        clock.advance(Duration.ofSeconds(1));

        assertThat(guard.check(jane()).failures()).isZero();
        assertThat(guard.failed(jane())).isEqualTo(new LoginVerdict(false, Duration.ZERO, 1, false));
    }

    @Test
    void aRightPasswordAloneResetsNothing() {
        for (int i = 0; i < 4; i++) {
            guard.failed(jane());
            assertThat(guard.passed(jane()).locked()).isFalse();
        }

        assertThat(guard.failed(jane()).causedLock()).isTrue();
    }

    @Test
    void aCompletedLoginResetsTheFailures() {
        for (int i = 0; i < 4; i++) {
            guard.failed(jane());
        }
        guard.completed(jane());

        assertThat(guard.failed(jane()).failures()).isEqualTo(1);
    }

    @Test
    void aRightPasswordDuringALockDoesNotPass() {
        lock(jane());

        assertThat(guard.passed(jane()).locked()).isTrue();
    }

    @Test
    void anOperatorLiftsALockAndItsHistory() {
        lock(jane());
        guard.unlock("u:jane");

        assertThat(guard.check(jane()).locked()).isFalse();
        assertThat(guard.status("u:jane")).isEqualTo(GuardState.CLEAN);
        lock(jane());
        assertThat(guard.check(jane()).retryAfter()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void liftsTheLocksOfKnownDevicesWithThatOfTheAccount() {
        LoginAttempt laptop = attempt("u:jane", null, "laptop");
        LoginAttempt other = attempt("u:janet", null, "laptop");
        lock(jane());
        lock(laptop);
        lock(other);
        guard.unlock("u:jane");

        assertThat(guard.check(jane()).locked()).isFalse();
        assertThat(guard.check(laptop).locked()).isFalse();
        assertThat(guard.check(other).locked()).isTrue();
    }

    @Test
    void showsTheSameStatusForAnUnknownAccountAsForACleanOne() {
        assertThat(guard.status("u:jane")).isEqualTo(guard.status("l:nobody")).isEqualTo(GuardState.CLEAN);
    }

    @Test
    void theOwnerLogsInFromAKnownDeviceWhileOthersLockTheAccount() {
        lock(attempt("u:jane", "198.51.100.7", null));
        LoginAttempt owner = attempt("u:jane", "192.0.2.1", "laptop");

        assertThat(guard.check(owner).locked()).isFalse();
        guard.completed(owner);
        assertThat(guard.check(jane()).locked()).as("for everybody else").isTrue();
    }

    @Test
    void aKnownDeviceHasItsOwnCount() {
        LoginAttempt device = attempt("u:jane", "192.0.2.1", "laptop");
        lock(device);

        assertThat(guard.check(device).locked()).isTrue();
        assertThat(guard.check(jane()).failures()).isZero();
        assertThat(guard.check(attempt("u:jane", null, "phone")).locked()).isFalse();
    }

    /** Who once had the password may have collected cookies. */
    @Test
    void locksAllKnownDevicesOfAnAccountAfterFiftyFailures() {
        for (int device = 1; device <= 10; device++) {
            lock(attempt("u:jane", "192.0.2.1", "device" + device));
        }
        LoginAttempt another = attempt("u:jane", "192.0.2.1", "another");

        assertThat(guard.check(another)).isEqualTo(new LoginVerdict(true, Duration.ofMinutes(30), 0, false));
        assertThat(guard.passed(another).locked()).isTrue();
        assertThat(guard.failed(another).locked()).isTrue();
        assertThat(guard.check(jane()).locked())
                .as("a device that is not known")
                .isFalse();
        guard.unlock("u:jane");
        assertThat(guard.check(another).locked()).isFalse();
    }

    @Test
    void ofFailuresOfManyDevicesAtOnceOnlyFiftyLearnTheirOutcome() throws Exception {
        AtomicInteger device = new AtomicInteger();
        List<LoginVerdict> verdicts =
                Race.run(100, () -> guard.failed(attempt("u:jane", null, "device" + device.getAndIncrement())));

        assertThat(verdicts.stream().filter(verdict -> !verdict.locked())).hasSize(50);
        assertThat(verdicts.stream().filter(LoginVerdict::causedLock)).hasSize(1);
    }

    @Test
    void aCompletedLoginLeavesTheFailuresOfOtherDevicesCounted() {
        for (int device = 1; device <= 10; device++) {
            guard.completed(attempt("u:jane", null, "laptop"));
            lock(attempt("u:jane", null, "device" + device));
        }

        assertThat(guard.check(attempt("u:jane", null, "laptop")).locked()).isTrue();
    }

    @Test
    void locksAnAddressAfterTwentyAccounts() {
        for (int i = 1; i <= 20; i++) {
            LoginVerdict verdict = guard.failed(attempt("u:" + i, "192.0.2.1", null));
            assertThat(verdict).isEqualTo(new LoginVerdict(false, Duration.ZERO, 1, i == 20));
        }

        assertThat(guard.check(attempt("u:99", "192.0.2.1", null)))
                .isEqualTo(new LoginVerdict(true, Duration.ofMinutes(30), 0, false));
        assertThat(guard.failed(attempt("u:99", "192.0.2.1", null)).locked()).isTrue();
        assertThat(guard.check(attempt("u:99", "192.0.2.2", null)).locked()).isFalse();
        assertThat(guard.check(attempt("u:99", null, null)).locked()).isFalse();
        assertThat(guard.check(attempt("u:99", "192.0.2.1", "laptop")).locked())
                .as("a known device")
                .isFalse();
    }

    @Test
    void anOperatorLiftsTheLockOfAnAddress() {
        for (int i = 1; i <= 20; i++) {
            guard.failed(attempt("u:" + i, "2001:db8::1", null));
            guard.failed(attempt("u:" + i, "192.0.2.1", null));
        }

        guard.unlockAddress(IpAddress.of("192.0.2.1"));
        guard.unlockAddress(IpAddress.of("2001:db8::"));

        assertThat(guard.check(attempt("u:99", "192.0.2.1", null)).locked()).isFalse();
        assertThat(guard.check(attempt("u:99", "2001:db8::1", null)).locked()).isFalse();
        assertThat(guard.failed(attempt("u:99", "192.0.2.1", null)).causedLock())
                .as("counted anew")
                .isFalse();
    }

    @Test
    void anUnlockedAddressIsLockedAgainByTheSameAccounts() {
        for (int i = 1; i <= 20; i++) {
            guard.failed(attempt("u:" + i, "192.0.2.1", null));
            guard.failed(attempt("u:" + i, "2001:db8::1", null));
        }
        guard.unlockAddress(IpAddress.of("192.0.2.1"));
        guard.unlockAddress(IpAddress.of("2001:db8::"));

        for (int i = 1; i <= 20; i++) {
            LoginVerdict verdict = guard.failed(attempt("u:" + i, "192.0.2.1", null));
            assertThat(verdict.causedLock()).isEqualTo(i == 20);
            verdict = guard.failed(attempt("u:" + i, "2001:db8::1", null));
            assertThat(verdict.causedLock()).isEqualTo(i == 20);
        }
    }

    @Test
    void anUnlockedAddressLeavesThePairsOfOthers() {
        for (int i = 1; i <= 19; i++) {
            guard.failed(attempt("u:" + i, "192.0.2.10", null));
        }
        guard.unlockAddress(IpAddress.of("192.0.2.1"));

        guard.failed(attempt("u:1", "192.0.2.10", null));
        assertThat(guard.check(attempt("u:99", "192.0.2.10", null)).locked()).isFalse();
        assertThat(guard.failed(attempt("u:20", "192.0.2.10", null)).causedLock())
                .isTrue();
    }

    @Test
    void countsAnAccountOncePerAddress() {
        for (int round = 0; round < 4; round++) {
            for (int i = 0; i < 19; i++) {
                assertThat(guard.failed(attempt("u:" + i, "192.0.2.1", null)).causedLock())
                        .isFalse();
            }
        }

        assertThat(guard.check(attempt("u:99", "192.0.2.1", null)).locked()).isFalse();
    }

    @Test
    void countsAnAccountAgainInTheNextWindow() {
        for (int i = 0; i < 19; i++) {
            guard.failed(attempt("u:" + i, "192.0.2.1", null));
        }
        clock.advance(Duration.ofMinutes(15));
        for (int i = 0; i < 19; i++) {
            guard.failed(attempt("u:" + i, "192.0.2.1", null));
        }

        assertThat(guard.failed(attempt("u:19", "192.0.2.1", null)).causedLock())
                .isTrue();
    }

    @Test
    void countsAnAccountOfTheWindowBeforeInTheNextWindowOfItsAddress() {
        guard.failed(attempt("u:first", "192.0.2.1", null));
        clock.advance(Duration.ofMinutes(14));
        failEach("early", 18);
        clock.advance(Duration.ofMinutes(1));
        failEach("early", 18);
        guard.failed(attempt("u:first", "192.0.2.1", null));

        assertThat(guard.failed(attempt("u:late", "192.0.2.1", null)).causedLock())
                .isTrue();
    }

    @Test
    void countsAnAccountOnceInAWindowThatBeganAfterItsOwn() {
        guard.failed(attempt("u:first", "192.0.2.1", null));
        clock.advance(Duration.ofMinutes(14));
        failEach("early", 18);
        clock.advance(Duration.ofMinutes(1));
        for (int round = 0; round < 3; round++) {
            failEach("early", 18);
        }

        assertThat(guard.failed(attempt("u:first", "192.0.2.1", null)).causedLock())
                .isFalse();
    }

    @Test
    void countsAnAccountOnceWhereAnotherInstanceIsAheadOfTime() {
        clock.advance(Duration.ofSeconds(5));
        guard.failed(attempt("u:ahead", "192.0.2.1", null));
        clock.advance(Duration.ofSeconds(-5));
        for (int i = 0; i < 4; i++) {
            failEach("behind", 18);
        }

        assertThat(guard.failed(attempt("u:last", "192.0.2.1", null)).causedLock())
                .isTrue();
    }

    @Test
    void countsAnAccountAgainAfterALockThatIsShorterThanTheWindow() {
        LockoutSettings brief = new LockoutSettings(
                100, Duration.ofHours(1), Duration.ofMinutes(1), 1, Duration.ofMinutes(1), Duration.ofHours(1), 2);
        LoginGuard lenient = new LoginGuard(brief, new MemoryLoginGuardStore(brief, clock), clock);
        for (int lock = 0; lock < 3; lock++) {
            assertThat(lenient.failed(attempt("u:1", "192.0.2.1", null)).causedLock())
                    .isFalse();
            assertThat(lenient.failed(attempt("u:2", "192.0.2.1", null)).causedLock())
                    .isTrue();
            clock.advance(Duration.ofMinutes(1));
        }
    }

    @Test
    void ofFailuresOfManyAccountsAtOnceOnlyTwentyLearnTheirOutcome() throws Exception {
        LoginGuard raced = new LoginGuard(settings, new StoreThatFindsForAllAtOnce(50), clock);
        AtomicInteger account = new AtomicInteger();
        List<LoginVerdict> verdicts =
                Race.run(50, () -> raced.failed(attempt("u:" + account.getAndIncrement(), "192.0.2.1", null)));

        assertThat(verdicts.stream().filter(verdict -> !verdict.locked())).hasSize(20);
        assertThat(verdicts.stream().filter(LoginVerdict::causedLock)).hasSize(1);
        assertThat(verdicts.stream().filter(LoginVerdict::locked))
                .allMatch(verdict -> verdict.retryAfter().equals(Duration.ofMinutes(30)));
    }

    @Test
    void takesAHomeNetworkOfIpv6ForOneAddress() {
        for (int i = 0; i < 20; i++) {
            guard.failed(attempt("u:" + i, "2001:db8::" + Integer.toHexString(i + 1), null));
        }

        assertThat(guard.check(attempt("u:99", "2001:db8::ffff:1", null)).locked())
                .isTrue();
        assertThat(guard.check(attempt("u:99", "2001:db8:0:1::1", null)).locked())
                .isFalse();
    }

    @Test
    void tellsClientsOfIpv4ApartBehindATranslator() {
        for (int i = 0; i < 20; i++) {
            guard.failed(attempt("u:" + i, "64:ff9b::192.0.2.1", null));
        }

        assertThat(guard.check(attempt("u:99", "192.0.2.1", null)).locked()).isTrue();
        assertThat(guard.check(attempt("u:99", "64:ff9b::192.0.2.2", null)).locked())
                .isFalse();
    }

    @Test
    void locksNoAddressWhereThatIsOff() {
        LockoutSettings off = new LockoutSettings(
                5, Duration.ofMinutes(15), Duration.ofMinutes(30), 2, Duration.ofHours(24), Duration.ofHours(24), 0);
        LoginGuard lenient = new LoginGuard(off, new MemoryLoginGuardStore(off, clock), clock);
        for (int i = 0; i < 100; i++) {
            lenient.failed(attempt("u:" + i, "192.0.2.1", null));
        }

        assertThat(lenient.check(attempt("u:x", "192.0.2.1", null)).locked()).isFalse();
    }

    @Test
    void ofFiftyParallelGuessesOnlyFiveLearnTheirOutcome() throws Exception {
        int rounds = Boolean.getBoolean("dev.gatehouse.proof") ? 500 : 10;
        for (int round = 0; round < rounds; round++) {
            LoginAttempt attempt = attempt("u:" + round, null, null);
            List<LoginVerdict> verdicts = Race.run(50, () -> {
                guard.check(attempt);
                return guard.failed(attempt);
            });

            assertThat(verdicts.stream().filter(verdict -> !verdict.locked())).hasSize(5);
            assertThat(verdicts.stream().filter(LoginVerdict::causedLock)).hasSize(1);
            assertThat(guard.check(attempt).retryAfter()).isEqualTo(Duration.ofMinutes(30));
        }
    }

    private void failEach(String account, int accounts) {
        for (int i = 0; i < accounts; i++) {
            assertThat(guard.failed(attempt("u:" + account + i, "192.0.2.1", null))
                            .causedLock())
                    .isFalse();
        }
    }

    private void lock(LoginAttempt attempt) {
        for (int i = 0; i < 4; i++) {
            assertThat(guard.failed(attempt).causedLock()).isFalse();
        }
        assertThat(guard.failed(attempt).causedLock()).isTrue();
    }

    private static LoginAttempt jane() {
        return attempt("u:jane", null, null);
    }

    private static LoginAttempt attempt(String account, @Nullable String address, @Nullable String device) {
        return new LoginAttempt(account, address == null ? null : IpAddress.of(address), device);
    }

    /** All have found that nothing is locked before the first of them is counted. */
    private final class StoreThatFindsForAllAtOnce implements LoginGuardStore {

        private final CyclicBarrier found;

        StoreThatFindsForAllAtOnce(int racers) {
            this.found = new CyclicBarrier(racers);
        }

        @Override
        public GuardState find(String subject) {
            GuardState state = store.find(subject);
            try {
                found.await(30, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return state;
        }

        @Override
        public GuardChange update(String subject, UnaryOperator<GuardState> change) {
            return store.update(subject, change);
        }

        @Override
        public void remove(String subject) {
            store.remove(subject);
        }

        @Override
        public void removeAccount(String account) {
            store.removeAccount(account);
        }
    }
}
