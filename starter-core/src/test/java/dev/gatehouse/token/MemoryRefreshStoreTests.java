package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.ManualClock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryRefreshStoreTests {

    private final ManualClock clock = ManualClock.atNoon();

    @Test
    void forgetsASessionAtItsEnd() {
        MemoryRefreshStore store = new MemoryRefreshStore(clock);
        RefreshRotation rotation = new RefreshRotation(RefreshSettings.defaults(), store, clock);
        OpaqueToken token =
                Objects.requireNonNull(rotation.begin(UUID.randomUUID()).token());

        clock.advance(Duration.ofDays(30).minusSeconds(1));
        assertThat(store.find(token.hash())).isNotNull();
        clock.advance(Duration.ofSeconds(1));
        assertThat(store.find(token.hash())).isNull();
    }

    @Test
    void knowsARevokedTokenAsRevoked() {
        MemoryRefreshStore store = new MemoryRefreshStore(clock);
        RefreshRotation rotation = new RefreshRotation(RefreshSettings.defaults(), store, clock);
        UUID session = UUID.randomUUID();
        OpaqueToken token = Objects.requireNonNull(rotation.begin(session).token());
        rotation.revoke(session);

        assertThat(Objects.requireNonNull(store.find(token.hash())).revokedAt()).isEqualTo(clock.instant());
    }

    /** Whoever stole a token must not push it out of memory before its owner comes back. */
    @Test
    void findsReuseOutHoweverManyRefreshesItLiesBack() {
        MemoryRefreshStore store = new MemoryRefreshStore(clock);
        RefreshRotation rotation = new RefreshRotation(RefreshSettings.defaults(), store, clock);
        UUID session = UUID.randomUUID();
        OpaqueToken stolen = Objects.requireNonNull(rotation.begin(session).token());
        OpaqueToken last = refreshed(rotation, stolen, 1100, Duration.ofMinutes(2));

        assertThat(rotation.rotate(stolen.value()))
                .isEqualTo(new RefreshOutcome(RefreshStatus.REUSED, session, null, null, true));
        assertThat(rotation.rotate(last.value()).status()).isEqualTo(RefreshStatus.REVOKED);
        assertThat(store.indexed()).isEqualTo(RefreshFamily.MAX_REVOKED);
    }

    @Test
    void findsReuseOutOfManyRefreshesAtOnce() {
        RefreshRotation rotation =
                new RefreshRotation(RefreshSettings.defaults(), new MemoryRefreshStore(clock), clock);
        OpaqueToken stolen =
                Objects.requireNonNull(rotation.begin(UUID.randomUUID()).token());
        refreshed(rotation, stolen, 100, Duration.ZERO);

        assertThat(rotation.rotate(stolen.value()).status()).isEqualTo(RefreshStatus.REUSED);
    }

    /** Whoever stole a token within the grace holds siblings of its owner's and waits until nothing is known of those. */
    @ParameterizedTest
    @CsvSource({"1, 2", "1, 62", "1, 63", "1, 200", "100, 2", "100, 61", "100, 63", "100, 200"})
    void aSiblingComesTooLateHoweverManyThereAreAndHoweverOftenItsOwnerRefreshed(int siblings, int refreshes) {
        RefreshRotation rotation = withGrace();
        OpaqueToken stolen =
                Objects.requireNonNull(rotation.begin(UUID.randomUUID()).token());
        OpaqueToken owners = refreshed(rotation, stolen, 1, Duration.ZERO);
        OpaqueToken thiefs = owners;
        for (int i = 0; i < siblings; i++) {
            thiefs = refreshed(rotation, stolen, 1, Duration.ofMillis(5));
        }
        refreshed(rotation, owners, refreshes, Duration.ofMinutes(15));

        assertThat(rotation.rotate(thiefs.value()).status()).isEqualTo(RefreshStatus.REUSED);
    }

    @ParameterizedTest
    @CsvSource({"62, ROTATED", "70, ROTATED", "1000, ROTATED", "1200, EXPIRED"})
    void aTabThatSleptIsJudgedByItsOwnTokenHoweverOftenAnotherRefreshed(int refreshes, RefreshStatus status) {
        RefreshRotation rotation = withGrace();
        OpaqueToken shared =
                Objects.requireNonNull(rotation.begin(UUID.randomUUID()).token());
        OpaqueToken asleep = refreshed(rotation, shared, 1, Duration.ZERO);
        OpaqueToken awake = refreshed(rotation, shared, 1, Duration.ZERO);
        asleep = refreshed(rotation, asleep, 1, Duration.ZERO);
        awake = refreshed(rotation, awake, 1, Duration.ZERO);
        awake = refreshed(rotation, awake, refreshes, Duration.ofMinutes(9));

        assertThat(rotation.rotate(asleep.value()).status()).isEqualTo(status);
        assertThat(rotation.rotate(awake.value()).status()).isEqualTo(RefreshStatus.ROTATED);
    }

    @Test
    void aHundredTabsThatRefreshAtOnceAllGoOnWithinTheGrace() {
        RefreshRotation rotation = withGrace();
        OpaqueToken shared =
                Objects.requireNonNull(rotation.begin(UUID.randomUUID()).token());

        for (int tab = 0; tab < 100; tab++) {
            assertThat(rotation.rotate(shared.value()).status()).isEqualTo(RefreshStatus.ROTATED);
        }
    }

    @Test
    void aSessionOfImplausiblyManyRefreshesEnds() {
        MemoryRefreshStore store = new MemoryRefreshStore(clock);
        RefreshRotation rotation = new RefreshRotation(RefreshSettings.defaults(), store, clock);
        UUID session = UUID.randomUUID();
        OpaqueToken first = Objects.requireNonNull(rotation.begin(session).token());
        OpaqueToken last = refreshed(rotation, first, RefreshStore.MAX_TOKENS_OF_SESSION - 1, Duration.ofSeconds(50));

        assertThat(store.indexed()).isEqualTo(RefreshStore.MAX_TOKENS_OF_SESSION);
        assertThat(rotation.rotate(last.value()))
                .isEqualTo(new RefreshOutcome(RefreshStatus.REUSED, session, null, null, true));
    }

    @Test
    void forgetsWithASessionAllThatItKnewOfItsTokens() {
        MemoryRefreshStore store = new MemoryRefreshStore(clock);
        RefreshRotation rotation = new RefreshRotation(RefreshSettings.defaults(), store, clock);
        OpaqueToken first =
                Objects.requireNonNull(rotation.begin(UUID.randomUUID()).token());
        refreshed(rotation, first, 200, Duration.ofHours(1));
        assertThat(store.indexed()).isEqualTo(201);
        clock.advance(Duration.ofDays(30));

        await(() -> store.indexed() == 0);
        assertThat(store.find(first.hash())).isNull();
    }

    @Test
    void isBoundedByTokensAndNotBySessions() {
        MemoryRefreshStore store = new MemoryRefreshStore(clock, 1000);
        RefreshRotation rotation = new RefreshRotation(RefreshSettings.defaults(), store, clock);
        for (int session = 0; session < 100; session++) {
            OpaqueToken token =
                    Objects.requireNonNull(rotation.begin(UUID.randomUUID()).token());
            for (int i = 0; i < 63; i++) {
                OpaqueToken next = rotation.rotate(token.value()).token();
                if (next == null) {
                    break;
                }
                token = next;
            }
        }

        await(() -> store.indexed() <= 1000);
    }

    @Test
    void keepsOfARevokedSessionItsYoungestTokens() {
        MemoryRefreshStore store = new MemoryRefreshStore(clock);
        RefreshRotation rotation = new RefreshRotation(RefreshSettings.defaults(), store, clock);
        UUID session = UUID.randomUUID();
        OpaqueToken last = Objects.requireNonNull(rotation.begin(session).token());
        OpaqueToken first = last;
        for (int i = 0; i < 20; i++) {
            last = Objects.requireNonNull(rotation.rotate(last.value()).token());
        }
        rotation.revoke(session);

        assertThat(store.indexed()).isEqualTo(4);
        assertThat(rotation.rotate(last.value()).status()).isEqualTo(RefreshStatus.REVOKED);
        assertThat(rotation.rotate(first.value()).token()).isNull();
        assertThat(rotation.revoke(session)).isFalse();
    }

    @Test
    void changesNothingThatIsNotThere() {
        MemoryRefreshStore store = new MemoryRefreshStore(clock);
        RefreshToken token = new RefreshToken(
                "h", UUID.randomUUID(), "p", clock.instant(), clock.instant(), clock.instant(), null, null);

        assertThat(store.rotate("p", token, clock.instant(), clock.instant())).isFalse();
        assertThat(store.addSibling(token, clock.instant())).isFalse();
        assertThat(store.find("h")).isNull();
    }

    private RefreshRotation withGrace() {
        return new RefreshRotation(
                new RefreshSettings(Duration.ofDays(7), Duration.ofDays(30), Duration.ofSeconds(10)),
                new MemoryRefreshStore(clock),
                clock);
    }

    private OpaqueToken refreshed(RefreshRotation rotation, OpaqueToken token, int times, Duration every) {
        OpaqueToken last = token;
        for (int i = 0; i < times; i++) {
            clock.advance(every);
            last = Objects.requireNonNull(rotation.rotate(last.value()).token());
        }
        return last;
    }

    /** What is evicted leaves the index on another thread. */
    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
