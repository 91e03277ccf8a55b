package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.ManualClock;
import dev.gatehouse.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefreshRotationTests {

    private final ManualClock clock = ManualClock.atNoon();
    private final MemoryRefreshStore store = new MemoryRefreshStore(clock);
    private final RefreshRotation strict = new RefreshRotation(RefreshSettings.defaults(), store, clock);
    private final RefreshRotation lenient = new RefreshRotation(
            new RefreshSettings(Duration.ofDays(7), Duration.ofDays(30), Duration.ofSeconds(10)), store, clock);
    private final UUID session = UUID.randomUUID();

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "0,-,-,FRESH",
                "59,-,-,FRESH",
                "60,-,-,EXPIRED",
                "61,-,-,EXPIRED",
                "5,5,-,USED_WITHIN_GRACE",
                "14,5,-,USED_WITHIN_GRACE",
                "15,5,-,REUSED",
                "99,5,-,REUSED",
                "10,-,7,REVOKED",
                "99,-,7,REVOKED",
                "10,5,7,REVOKED"
            })
    void decidesByWhatIsKept(long now, @Nullable Long usedAt, @Nullable Long revokedAt, RefreshDecision decision) {
        RefreshSettings settings =
                new RefreshSettings(Duration.ofSeconds(60), Duration.ofSeconds(600), Duration.ofSeconds(10));
        RefreshToken token = new RefreshToken("h", session, null, at(0L), at(60L), at(600L), at(usedAt), at(revokedAt));

        assertThat(RefreshDecision.of(token, at(now), settings)).isEqualTo(decision);
    }

    /** The request read its clock, then waited for the one that used the token; or the clocks of two instances differ. */
    @Test
    void withoutAGraceAUseThatSeemsToLieAheadIsAReuse() {
        Instant now = clock.instant();
        RefreshToken used = new RefreshToken(
                "hash",
                UUID.randomUUID(),
                null,
                now,
                now.plusSeconds(60),
                now.plusSeconds(60),
                now.plusMillis(1),
                null);

        assertThat(RefreshDecision.of(used, now, RefreshSettings.defaults())).isEqualTo(RefreshDecision.REUSED);
    }

    @Test
    void eachUseGivesTheNextToken() {
        RefreshOutcome first = strict.begin(session);
        RefreshOutcome second = strict.rotate(value(first));
        RefreshOutcome third = strict.rotate(value(second));

        assertThat(List.of(first, second, third)).allSatisfy(outcome -> {
            assertThat(outcome.status()).isEqualTo(RefreshStatus.ROTATED);
            assertThat(outcome.session()).isEqualTo(session);
            assertThat(outcome.revokedNow()).isFalse();
        });
        assertThat(List.of(value(first), value(second), value(third))).doesNotHaveDuplicates();
    }

    @Test
    void aTokenThatComesASecondTimeEndsTheSession() {
        RefreshOutcome first = strict.begin(session);
        RefreshOutcome second = strict.rotate(value(first));

        assertThat(strict.rotate(value(first)))
                .isEqualTo(new RefreshOutcome(RefreshStatus.REUSED, session, null, null, true));
        assertThat(strict.rotate(value(second)))
                .isEqualTo(new RefreshOutcome(RefreshStatus.REVOKED, session, null, null, false));
        assertThat(strict.rotate(value(first)).status()).isEqualTo(RefreshStatus.REVOKED);
    }

    @Test
    void reuseOfAnOldTokenIsFoundOutWhileTheSessionLives() {
        RefreshOutcome first = strict.begin(session);
        clock.advance(Duration.ofDays(6));
        RefreshOutcome second = strict.rotate(value(first));
        clock.advance(Duration.ofDays(6));

        assertThat(strict.rotate(value(first)).status()).isEqualTo(RefreshStatus.REUSED);
        assertThat(strict.rotate(value(second)).status()).isEqualTo(RefreshStatus.REVOKED);
    }

    @Test
    void touchesNoOtherSession() {
        RefreshOutcome mine = strict.begin(session);
        RefreshOutcome other = strict.begin(UUID.randomUUID());
        strict.rotate(value(mine));
        strict.rotate(value(mine));

        assertThat(strict.rotate(value(other)).status()).isEqualTo(RefreshStatus.ROTATED);
    }

    @Test
    void expiresAfterSevenIdleDays() {
        RefreshOutcome first = strict.begin(session);
        assertThat(first.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofDays(7)));
        clock.advance(Duration.ofDays(7).minusSeconds(1));
        RefreshOutcome second = strict.rotate(value(first));
        clock.advance(Duration.ofDays(7));

        assertThat(second.status()).isEqualTo(RefreshStatus.ROTATED);
        assertThat(strict.rotate(value(second)).status()).isEqualTo(RefreshStatus.EXPIRED);
    }

    @Test
    void aSessionEndsAfterThirtyDaysHoweverOftenItIsRefreshed() {
        Instant end = clock.instant().plus(Duration.ofDays(30));
        RefreshOutcome outcome = strict.begin(session);
        for (int day = 1; day < 30; day++) {
            clock.advance(Duration.ofDays(1));
            outcome = strict.rotate(value(outcome));
            assertThat(outcome.status()).as("day %d", day).isEqualTo(RefreshStatus.ROTATED);
            assertThat(outcome.expiresAt()).isBeforeOrEqualTo(end);
        }
        assertThat(outcome.expiresAt()).isEqualTo(end);
        clock.advance(Duration.ofDays(1));

        assertThat(strict.rotate(value(outcome)).status()).isNotEqualTo(RefreshStatus.ROTATED);
    }

    @Test
    void aRevokedSessionGivesNoMoreTokens() {
        RefreshOutcome first = strict.begin(session);

        assertThat(strict.revoke(session)).isTrue();
        assertThat(strict.revoke(session)).isFalse();
        assertThat(strict.revoke(UUID.randomUUID())).isFalse();
        assertThat(strict.rotate(value(first)).status()).isEqualTo(RefreshStatus.REVOKED);
    }

    @Test
    void knowsNoTokenThatItNeverGave() {
        strict.begin(session);

        assertThat(strict.rotate(OpaqueToken.generate().value()))
                .isEqualTo(new RefreshOutcome(RefreshStatus.UNKNOWN, null, null, null, false));
        assertThat(strict.rotate("").status()).isEqualTo(RefreshStatus.UNKNOWN);
        assertThat(strict.rotate("a.b.c").status()).isEqualTo(RefreshStatus.UNKNOWN);
    }

    @Test
    void withinTheGraceAUsedTokenGivesASibling() {
        RefreshOutcome first = lenient.begin(session);
        RefreshOutcome second = lenient.rotate(value(first));
        clock.advance(Duration.ofSeconds(9));
        RefreshOutcome sibling = lenient.rotate(value(first));

        assertThat(sibling.status()).isEqualTo(RefreshStatus.ROTATED);
        assertThat(value(sibling)).isNotEqualTo(value(second));
        assertThat(lenient.rotate(value(sibling)).status()).isEqualTo(RefreshStatus.ROTATED);
        assertThat(lenient.rotate(value(second)).status()).isEqualTo(RefreshStatus.ROTATED);
    }

    @Test
    void theGraceEnds() {
        RefreshOutcome first = lenient.begin(session);
        lenient.rotate(value(first));
        clock.advance(Duration.ofSeconds(10));

        assertThat(lenient.rotate(value(first)))
                .isEqualTo(new RefreshOutcome(RefreshStatus.REUSED, session, null, null, true));
    }

    @Test
    void theGraceEndsAtOnceWhenTheNextTokenWasUsed() {
        RefreshOutcome first = lenient.begin(session);
        lenient.rotate(value(lenient.rotate(value(first))));

        assertThat(lenient.rotate(value(first)))
                .isEqualTo(new RefreshOutcome(RefreshStatus.REUSED, session, null, null, true));
    }

    @Test
    void theGraceEndsAtOnceWhenASiblingWasUsed() {
        RefreshOutcome first = lenient.begin(session);
        lenient.rotate(value(first));
        lenient.rotate(value(lenient.rotate(value(first))));

        assertThat(lenient.rotate(value(first)).status()).isEqualTo(RefreshStatus.REUSED);
    }

    @Test
    void aSiblingOfAUsedTokenIsGoodForTheGraceOnly() {
        RefreshOutcome first = lenient.begin(session);
        RefreshOutcome second = lenient.rotate(value(first));
        RefreshOutcome sibling = lenient.rotate(value(first));
        RefreshOutcome third = lenient.rotate(value(second));
        clock.advance(Duration.ofSeconds(9));
        assertThat(lenient.rotate(value(sibling)).status()).isEqualTo(RefreshStatus.ROTATED);
        assertThat(lenient.rotate(value(third)).status()).isEqualTo(RefreshStatus.ROTATED);
    }

    /** Whoever stole a token within the grace has a line of tokens, and so has its owner. */
    @Test
    void aSecondLineEndsTheSessionWhenBothAreUsed() {
        RefreshOutcome first = lenient.begin(session);
        RefreshOutcome second = lenient.rotate(value(first));
        RefreshOutcome stolen = lenient.rotate(value(first));
        RefreshOutcome next = lenient.rotate(value(stolen));
        clock.advance(Duration.ofSeconds(10));

        assertThat(lenient.rotate(value(second)))
                .isEqualTo(new RefreshOutcome(RefreshStatus.REUSED, session, null, null, true));
        assertThat(lenient.rotate(value(next)).status()).isEqualTo(RefreshStatus.REVOKED);
    }

    @Test
    void aSiblingThatWasNeverUsedHarmsNobody() {
        RefreshOutcome first = lenient.begin(session);
        lenient.rotate(value(first));
        RefreshOutcome outcome = lenient.rotate(value(first));
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofHours(1));
            outcome = lenient.rotate(value(outcome));
            assertThat(outcome.status()).isEqualTo(RefreshStatus.ROTATED);
        }
    }

    @Test
    void theGraceDoesNotOutliveTheSession() {
        RefreshRotation brief = new RefreshRotation(
                new RefreshSettings(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(10)),
                new StickyStore(),
                clock);
        RefreshOutcome first = brief.begin(session);
        clock.advance(Duration.ofSeconds(4));
        brief.rotate(value(first));
        clock.advance(Duration.ofSeconds(1));

        assertThat(brief.rotate(value(first)).status()).isEqualTo(RefreshStatus.EXPIRED);
    }

    @Test
    void ofFiftyParallelRefreshesOneWinsAndTheSessionEnds() throws Exception {
        int rounds = Boolean.getBoolean("dev.gatehouse.proof") ? 1000 : 20;
        for (int round = 0; round < rounds; round++) {
            UUID own = UUID.randomUUID();
            RefreshOutcome first = strict.begin(own);
            List<RefreshOutcome> outcomes = Race.run(50, () -> strict.rotate(value(first)));

            List<RefreshOutcome> won = outcomes.stream()
                    .filter(outcome -> outcome.status() == RefreshStatus.ROTATED)
                    .toList();
            assertThat(won).hasSize(1);
            assertThat(outcomes.stream().filter(RefreshOutcome::revokedNow)).hasSize(1);
            assertThat(strict.rotate(value(won.get(0))).status()).isEqualTo(RefreshStatus.REVOKED);
        }
    }

    @Test
    void ofFiftyParallelRefreshesWithinTheGraceAllGetATokenOfALivingSession() throws Exception {
        RefreshOutcome first = lenient.begin(session);
        List<RefreshOutcome> outcomes = Race.run(50, () -> lenient.rotate(value(first)));

        assertThat(outcomes).allMatch(outcome -> outcome.status() == RefreshStatus.ROTATED);
        assertThat(outcomes.stream().map(RefreshRotationTests::value)).doesNotHaveDuplicates();
        assertThat(lenient.rotate(value(outcomes.get(17))).status()).isEqualTo(RefreshStatus.ROTATED);
    }

    @Test
    void noRefreshSlipsThroughARevocation() throws Exception {
        for (int round = 0; round < 200; round++) {
            UUID own = UUID.randomUUID();
            String token = value(strict.begin(own));
            List<RefreshOutcome> outcomes = Race.run(2, new Callable<>() {
                private final AtomicInteger turn = new AtomicInteger();

                @Override
                public RefreshOutcome call() {
                    if (turn.getAndIncrement() == 0) {
                        return new RefreshOutcome(RefreshStatus.REVOKED, own, null, null, strict.revoke(own));
                    }
                    return strict.rotate(token);
                }
            });

            outcomes.stream()
                    .filter(outcome -> outcome.token() != null)
                    .forEach(outcome ->
                            assertThat(strict.rotate(value(outcome)).status()).isEqualTo(RefreshStatus.REVOKED));
        }
    }

    @Test
    void aStoreThatRefusesForTheSessionGivesNoToken() {
        StickyStore refusing = new StickyStore() {
            @Override
            public boolean rotate(String hash, RefreshToken next, Instant now, Instant siblingsUsedAfter) {
                return false;
            }

            @Override
            public boolean revoke(UUID session, Instant now) {
                return false;
            }
        };
        RefreshRotation rotation = new RefreshRotation(RefreshSettings.defaults(), refusing, clock);

        assertThat(rotation.rotate(value(rotation.begin(session))))
                .isEqualTo(new RefreshOutcome(RefreshStatus.REVOKED, session, null, null, false));
    }

    @Test
    void aTokenThatVanishesMeanwhileIsUnknown() {
        StickyStore forgetful = new StickyStore() {
            @Override
            public boolean rotate(String hash, RefreshToken next, Instant now, Instant siblingsUsedAfter) {
                tokens.clear();
                return false;
            }
        };
        RefreshRotation rotation = new RefreshRotation(RefreshSettings.defaults(), forgetful, clock);

        assertThat(rotation.rotate(value(rotation.begin(session))).status()).isEqualTo(RefreshStatus.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"PT0.9S,PT1H,PT0S", "PT2H,PT1H,PT0S", "PT1H,PT1H,PT-1S", "PT1H,PT1H,PT11S", "PT1H,P36501D,PT0S"})
    void refusesLivesThatMakeNoSense(Duration idle, Duration absolute, Duration grace) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RefreshSettings(idle, absolute, grace))
                .withMessageMatching(".*Use .*");
    }

    @Test
    void acceptsLivesDownToASecond() {
        assertThat(new RefreshSettings(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(10)).idleTtl())
                .isEqualTo(Duration.ofSeconds(1));
    }

    private static String value(RefreshOutcome outcome) {
        return Objects.requireNonNull(outcome.token(), outcome.toString()).value();
    }

    private static @Nullable Instant at(@Nullable Long second) {
        return second == null ? null : Instant.ofEpochSecond(second);
    }
}
