package dev.gatehouse.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.CapturedLog;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CachedCheckTests {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Queue<Runnable> submitted = new ArrayDeque<>();
    private final AtomicInteger runs = new AtomicInteger();
    private long now;
    private HealthReading found = HealthReading.of(HealthStatus.UP);

    @Test
    void runsOnceForAllWhoAskWithinTheCachePeriod() {
        CachedCheck check = atOnce(times(2000, 5000, 0));
        for (int i = 0; i < 1000; i++) {
            assertThat(check.result().status()).isEqualTo(HealthStatus.UP);
            now += Duration.ofMillis(4).toNanos();
        }
        assertThat(runs).hasValue(1);
    }

    @Test
    void runsAgainWhenTheResultIsOld() {
        CachedCheck check = atOnce(times(2000, 5000, 0));
        check.result();
        found = HealthReading.of(HealthStatus.DOWN);
        now += Duration.ofMillis(5000).toNanos();
        assertThat(check.result().status()).isEqualTo(HealthStatus.DOWN);
        assertThat(runs).hasValue(2);
    }

    @Test
    void givesAStaleResultWhileANewOneIsOnItsWay() {
        CachedCheck check = later(times(2000, 5000, 10_000));
        check.refresh();
        runAll();
        found = HealthReading.of(HealthStatus.DEGRADED);
        now += Duration.ofSeconds(6).toNanos();
        assertThat(check.result().status()).isEqualTo(HealthStatus.UP);
        assertThat(check.result().status()).isEqualTo(HealthStatus.UP);
        runAll();
        assertThat(check.result().status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(runs).hasValue(2);
    }

    @Test
    void doesNotPassOnABadResultThatIsStale() {
        CachedCheck check = atOnce(times(2000, 5000, 10_000));
        found = HealthReading.of(HealthStatus.DOWN);
        check.result();
        found = HealthReading.of(HealthStatus.UP);
        now += Duration.ofSeconds(6).toNanos();
        assertThat(check.result().status()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void looksAgainSoonAfterABadResultHoweverLongAGoodOneHolds() {
        CachedCheck check = atOnce(times(2000, 300_000, 30_000));
        found = HealthReading.of(HealthStatus.DOWN);
        assertThat(check.result().status()).isEqualTo(HealthStatus.DOWN);
        found = HealthReading.of(HealthStatus.UP);
        now += Duration.ofMillis(4999).toNanos();
        assertThat(check.result().status()).isEqualTo(HealthStatus.DOWN);
        now += Duration.ofMillis(1).toNanos();
        assertThat(check.result().status()).isEqualTo(HealthStatus.UP);
        now += Duration.ofSeconds(299).toNanos();
        check.result();
        assertThat(runs).hasValue(2);
    }

    @Test
    void isDownWhileItHangsForTwoTimeOutsAlthoughTheLastResultWasGood() {
        CachedCheck check = later(times(2000, 5000, 60_000));
        check.refresh();
        runAll();
        now += Duration.ofSeconds(6).toNanos();
        assertThat(check.result().status()).isEqualTo(HealthStatus.UP);
        now += Duration.ofMillis(3999).toNanos();
        assertThat(check.result().status()).isEqualTo(HealthStatus.UP);
        now += Duration.ofMillis(1).toNanos();
        HealthResult result = check.result();
        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.failure()).isEqualTo(HealthResult.Failure.TIME_OUT);
        assertThat(result.took()).isEqualTo(Duration.ofSeconds(4));
        assertThat(result.checkedAt()).isEqualTo(NOON);
    }

    @Test
    void isDownAtItsTimeOutWhenTheLastResultIsTooOldToBePassedOn() {
        CachedCheck check = later(times(2000, 5000, 10_000));
        check.refresh();
        runAll();
        now += Duration.ofSeconds(15).toNanos();
        check.refresh();
        now += Duration.ofSeconds(2).toNanos();
        assertThat(check.result().failure()).isEqualTo(HealthResult.Failure.TIME_OUT);
    }

    @Test
    void isNotStartedAgainWhileItHangs() {
        CachedCheck check = later(times(2000, 0, 0));
        for (int i = 0; i < 100; i++) {
            check.refresh();
            now += Duration.ofSeconds(3).toNanos();
            assertThat(check.result().status()).isEqualTo(HealthStatus.DOWN);
        }
        assertThat(submitted).hasSize(1);
    }

    @Test
    void isNotDownForOneGoodResultThatCameTooLate() {
        CachedCheck check = later(times(2000, 5000, 60_000));
        runIn(Duration.ofSeconds(3), check);
        assertThat(check.result().status()).isEqualTo(HealthStatus.UP);
        runIn(Duration.ofMillis(1), check);
        runIn(Duration.ofSeconds(3), check);
        HealthResult result = check.result();
        assertThat(result.status()).isEqualTo(HealthStatus.UP);
        assertThat(result.failure()).isNull();
        assertThat(result.took()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void isDownForACachePeriodAfterTwoResultsThatCameTooLate() {
        CachedCheck check = later(times(2000, 5000, 0));
        runIn(Duration.ofSeconds(3), check);
        runIn(Duration.ofSeconds(3), check);
        assertThat(check.result().failure()).isEqualTo(HealthResult.Failure.TIME_OUT);
        runIn(Duration.ofSeconds(3), check);
        assertThat(check.result().failure()).isEqualTo(HealthResult.Failure.TIME_OUT);
        runIn(Duration.ofSeconds(2), check);
        assertThat(check.result().status()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void isWhatElseIsKnownOfItWhileItIsLate() {
        CachedCheck check = knowing(() -> HealthReading.of(HealthStatus.DEGRADED));
        runIn(Duration.ofSeconds(3), check);
        now += Duration.ofSeconds(5).toNanos();
        check.refresh();
        now += Duration.ofSeconds(2).toNanos();
        assertThat(check.result().status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(check.result().failure()).isNull();
        now += Duration.ofSeconds(2).toNanos();
        runAll();
        assertThat(check.result().status()).isEqualTo(HealthStatus.DEGRADED);
    }

    @Test
    void isDownIfItCannotEvenTellWhyItIsLate() {
        CachedCheck check = knowing(() -> {
            throw new IllegalStateException("closed");
        });
        check.refresh();
        now += Duration.ofSeconds(2).toNanos();
        assertThat(check.result().failure()).isEqualTo(HealthResult.Failure.TIME_OUT);
    }

    private CachedCheck knowing(Supplier<HealthReading> known) {
        HealthCheck check = new HealthCheck() {
            @Override
            public HealthReading check() {
                return run();
            }

            @Override
            public HealthReading whileLate() {
                return known.get();
            }
        };
        return check(times(2000, 5000, 60_000), check, submitted::add);
    }

    @Test
    void isDownIfNothingIsKnownOfItWhileItIsLate() {
        CachedCheck check = knowing(() -> null);
        check.refresh();
        now += Duration.ofSeconds(2).toNanos();
        assertThat(check.result().failure()).isEqualTo(HealthResult.Failure.TIME_OUT);
    }

    @Test
    void isDownAtItsTimeOutWhileItHangsAfterAResultThatCameTooLate() {
        CachedCheck check = later(times(2000, 5000, 60_000));
        runIn(Duration.ofSeconds(3), check);
        now += Duration.ofSeconds(5).toNanos();
        check.refresh();
        now += Duration.ofMillis(1999).toNanos();
        assertThat(check.result().status()).isEqualTo(HealthStatus.UP);
        now += Duration.ofMillis(1).toNanos();
        assertThat(check.result().failure()).isEqualTo(HealthResult.Failure.TIME_OUT);
    }

    @Test
    void isDownForABadResultHoweverLateItCame() {
        CachedCheck check = later(times(2000, 5000, 60_000));
        found = HealthReading.of(HealthStatus.DOWN);
        runIn(Duration.ofSeconds(3), check);
        HealthResult result = check.result();
        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.failure()).isNull();
    }

    @Test
    void isDownIfItThrows() {
        for (Throwable failure : List.of(new IOException("refused"), new NoClassDefFoundError("a/B"))) {
            CachedCheck check = check(
                    times(2000, 5000, 0),
                    () -> {
                        throw rethrow(failure);
                    },
                    Runnable::run);
            HealthResult result = check.result();
            assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
            assertThat(result.failure()).isEqualTo(HealthResult.Failure.EXCEPTION);
            assertThat(result.details())
                    .containsEntry("error", failure.getClass().getName() + ": " + failure.getMessage());
        }
    }

    @Test
    void isDownIfNoThreadTakesIt() {
        CachedCheck check = check(times(2000, 5000, 0), this::run, task -> {
            throw new RejectedExecutionException("closed");
        });
        assertThat(check.result().failure()).isEqualTo(HealthResult.Failure.EXCEPTION);
    }

    @Test
    void isStartedAgainAfterNoThreadCouldBeMadeForIt() {
        Queue<Error> failures = new ArrayDeque<>(List.of(new InternalError("unable to create native thread")));
        CachedCheck check = check(times(2000, 5000, 0), this::run, task -> {
            if (!failures.isEmpty()) {
                throw failures.remove();
            }
            task.run();
        });
        assertThat(check.result().failure()).isEqualTo(HealthResult.Failure.EXCEPTION);
        now += Duration.ofSeconds(5).toNanos();
        assertThat(check.result().status()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void isDownAndStartedAgainAfterACheckThatFoundNothing() {
        CachedCheck check = atOnce(times(2000, 5000, 0));
        found = null;
        HealthResult result = check.result();
        assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(result.failure()).isEqualTo(HealthResult.Failure.EXCEPTION);
        found = HealthReading.of(HealthStatus.UP);
        now += Duration.ofSeconds(5).toNanos();
        assertThat(check.result().status()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void isDownAndStartedAgainAfterAnExceptionThatCannotTellItsMessage() {
        Queue<RuntimeException> failures = new ArrayDeque<>(List.of(new Unspeakable()));
        HealthCheck once = () -> {
            if (!failures.isEmpty()) {
                throw failures.remove();
            }
            return run();
        };
        CachedCheck check = check(times(2000, 5000, 0), once, Runnable::run);
        assertThat(check.result().details()).containsEntry("error", Unspeakable.class.getName());
        now += Duration.ofSeconds(5).toNanos();
        assertThat(check.result().status()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void canBeStartedAgainAfterItsEndFailed() {
        Queue<Error> failures = new ArrayDeque<>(List.of(new InternalError("Java heap space")));
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                if (!failures.isEmpty() && runs.get() > 0) {
                    throw failures.remove();
                }
                return NOON;
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        CachedCheck check =
                new HealthChecker(submitted::add, () -> now, clock).check(part(true, times(2000, 0, 0), this::run));
        check.refresh();
        assertThatThrownBy(this::runAll).isInstanceOf(InternalError.class);
        check.refresh();
        runAll();
        assertThat(runs).hasValue(2);
    }

    @Test
    void letsNobodyWaitLongerThanItsTimeOut() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (HealthChecker checker = new HealthChecker(2)) {
            CachedCheck hangs = checker.check(part(true, times(30, 0, 0), () -> {
                end.await();
                return HealthReading.of(HealthStatus.UP);
            }));
            List<CompletableFuture<HealthResult>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                all.add(CompletableFuture.supplyAsync(hangs::result));
            }
            for (CompletableFuture<HealthResult> each : all) {
                assertThat(each.get().failure()).isEqualTo(HealthResult.Failure.TIME_OUT);
            }
            end.countDown();
        }
    }

    @Test
    void startsOnceHoweverManyAskAtOnce() throws Exception {
        AtomicInteger count = new AtomicInteger();
        CountDownLatch end = new CountDownLatch(1);
        try (HealthChecker checker = new HealthChecker(4)) {
            CachedCheck check = checker.check(part(true, times(10_000, 60_000, 0), () -> {
                count.incrementAndGet();
                end.await();
                return HealthReading.of(HealthStatus.UP);
            }));
            List<CompletableFuture<HealthResult>> all = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                all.add(CompletableFuture.supplyAsync(check::result));
            }
            end.countDown();
            for (CompletableFuture<HealthResult> each : all) {
                assertThat(each.get().status()).isEqualTo(HealthStatus.UP);
            }
        }
        assertThat(count).hasValue(1);
    }

    @Test
    void logsAChangeOfStatusOnce() {
        CachedCheck check = atOnce(times(2000, 0, 0));
        try (CapturedLog log = CapturedLog.of(CachedCheck.class.getName())) {
            check.result();
            found = HealthReading.of(HealthStatus.DOWN);
            check.result();
            check.result();
            found = HealthReading.of(HealthStatus.UP);
            check.result();
            assertThat(log.messages())
                    .containsExactly(
                            "Health of db (required): DOWN, it was UP.", "Health of db (required): UP, it was DOWN.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, UP, 9, 5, FRESH",
        "8, UP, 9, 5, FRESH",
        "9, UP, 9, 5, STALE",
        "13, DEGRADED, 9, 5, STALE",
        "14, UP, 9, 5, EXPIRED",
        "9, UP, 9, 0, EXPIRED",
        "0, UP, 0, 0, EXPIRED",
        "4, DOWN, 9, 5, FRESH",
        "5, DOWN, 9, 5, EXPIRED",
        "5, OUT_OF_SERVICE, 9, 5, EXPIRED",
        "3, DOWN, 3, 5, EXPIRED",
        "0, DOWN, 0, 0, EXPIRED"
    })
    void tellsHowMuchAResultIsWorth(long age, HealthStatus status, long cache, long stale, Freshness freshness) {
        assertThat(Freshness.at(Duration.ofSeconds(age).toNanos(), status, times(1, cache * 1000, stale * 1000)))
                .isEqualTo(freshness);
    }

    @Test
    void refusesTimesOutOfRange() {
        assertThatThrownBy(() -> times(0, 0, 0)).hasMessageContaining("1ms to 1m");
        assertThatThrownBy(() -> times(60_001, 0, 0)).hasMessageContaining("1ms to 1m");
        assertThatThrownBy(() -> times(1, -1, 0)).hasMessageContaining("0s to 1d");
        assertThatThrownBy(() -> times(1, 0, 86_400_001)).hasMessageContaining("0s to 1d");
        assertThatThrownBy(() -> new HealthChecker(0)).hasMessageContaining("1 or more");
    }

    private HealthReading run() {
        runs.incrementAndGet();
        return found;
    }

    private void runAll() {
        for (Runnable task = submitted.poll(); task != null; task = submitted.poll()) {
            task.run();
        }
    }

    /** Runs it after a cache period. */
    private void runIn(Duration time, CachedCheck check) {
        now += Duration.ofSeconds(5).toNanos();
        check.refresh();
        now += time.toNanos();
        runAll();
    }

    private CachedCheck atOnce(HealthPart.Times times) {
        return check(times, this::run, Runnable::run);
    }

    private CachedCheck later(HealthPart.Times times) {
        return check(times, this::run, submitted::add);
    }

    private CachedCheck check(HealthPart.Times times, HealthCheck check, java.util.concurrent.Executor executor) {
        return new HealthChecker(executor, () -> now, Clock.fixed(NOON, ZoneOffset.UTC))
                .check(part(true, times, check));
    }

    /** As exceptions that ask a driver or a proxy for their text may be. */
    private static final class Unspeakable extends RuntimeException {

        @Override
        public String getMessage() {
            throw new IllegalStateException("closed");
        }
    }

    private static HealthPart part(boolean required, HealthPart.Times times, HealthCheck check) {
        return new HealthPart("db", required, times, check);
    }

    private static HealthPart.Times times(long timeout, long cache, long stale) {
        return new HealthPart.Times(Duration.ofMillis(timeout), Duration.ofMillis(cache), Duration.ofMillis(stale));
    }

    private static Exception rethrow(Throwable failure) throws Exception {
        if (failure instanceof Error error) {
            throw error;
        }
        return (Exception) failure;
    }
}
