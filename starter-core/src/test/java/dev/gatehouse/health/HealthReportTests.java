package dev.gatehouse.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthReportTests {

    @ParameterizedTest
    @CsvSource({
        "UP, UP, UP, 200",
        "UNKNOWN, UNKNOWN, UNKNOWN, 200",
        "UP, UNKNOWN, UP, 200",
        "UP, DEGRADED, DEGRADED, 200",
        "UP, OUT_OF_SERVICE, DEGRADED, 200",
        "UP, DOWN, DEGRADED, 200",
        "DEGRADED, UP, DEGRADED, 200",
        "OUT_OF_SERVICE, UP, OUT_OF_SERVICE, 503",
        "DOWN, UP, DOWN, 503",
        "DOWN, DOWN, DOWN, 503",
        "OUT_OF_SERVICE, DOWN, OUT_OF_SERVICE, 503",
    })
    void isAsBadAsItsRequiredPartsAndAtMostDegradedByOptionalOnes(
            HealthStatus required, HealthStatus optional, HealthStatus whole, int httpStatus) {
        HealthReport report = HealthReport.of(List.of(result(true, required), result(false, optional)));
        assertThat(report.status()).isEqualTo(whole);
        assertThat(report.status().httpStatus()).isEqualTo(httpStatus);
    }

    @Test
    void isUpWithoutParts() {
        assertThat(HealthReport.of(List.of()).status()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void waitsForManyHangingPartsNoLongerThanForOne() {
        CountDownLatch end = new CountDownLatch(1);
        try (HealthChecker checker = new HealthChecker(20)) {
            List<CachedCheck> checks = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                checks.add(checker.check(new HealthPart("part" + i, true, times(Duration.ofMillis(500)), () -> {
                    end.await();
                    return HealthReading.of(HealthStatus.UP);
                })));
            }
            long start = System.nanoTime();
            HealthReport report = checker.report(checks);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(report.results())
                    .hasSize(20)
                    .allSatisfy(result -> assertThat(result.failure()).isEqualTo(HealthResult.Failure.TIME_OUT));
            end.countDown();
        }
    }

    @Test
    void neverHasMoreThreadsThanAllowedWhateverHangs() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(3);
        try (HealthChecker checker = new HealthChecker(3)) {
            for (int i = 0; i < 50; i++) {
                checker.check(new HealthPart("part" + i, true, times(Duration.ofSeconds(1)), () -> {
                            started.countDown();
                            end.await();
                            return HealthReading.of(HealthStatus.UP);
                        }))
                        .refresh();
            }
            started.await();
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().startsWith("gatehouse-health-"))
                    .filteredOn(Thread::isAlive)
                    .filteredOn(HealthReportTests::hangsHere)
                    .hasSize(3)
                    .allMatch(Thread::isDaemon);
            end.countDown();
        }
    }

    private static boolean hangsHere(Thread thread) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getMethodName().contains("neverHasMoreThreadsThanAllowedWhateverHangs")) {
                return true;
            }
        }
        return false;
    }

    @Test
    void runsOnWhateverExecutorItIsGiven() {
        List<String> threads = new ArrayList<>();
        HealthChecker checker = new HealthChecker(Runnable::run, System::nanoTime, Clock.systemUTC());
        CachedCheck check = checker.check(new HealthPart("part", true, times(Duration.ofSeconds(1)), () -> {
            threads.add(Thread.currentThread().getName());
            return HealthReading.of(HealthStatus.UP);
        }));
        checker.report(List.of(check));
        checker.close();
        assertThat(threads).containsExactly(Thread.currentThread().getName());
    }

    private static HealthPart.Times times(Duration timeout) {
        return new HealthPart.Times(timeout, Duration.ZERO, Duration.ZERO);
    }

    private static HealthResult result(boolean required, HealthStatus status) {
        HealthPart part = new HealthPart("part", required, HealthPart.Times.defaults(), () -> HealthReading.of(status));
        return new HealthResult(part, HealthReading.of(status), null, Duration.ZERO, Instant.EPOCH);
    }
}
