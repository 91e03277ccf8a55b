package dev.gatehouse.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatehouse.error.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlineTests {

    @Test
    void tellsWhatRemains() {
        Deadline deadline = Deadline.after(Duration.ofMinutes(1));
        assertThat(deadline.remaining()).isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1));
        assertThat(deadline.isExpired()).isFalse();
        deadline.check();
    }

    @Test
    void hasNothingLeftOncePassed() {
        Deadline deadline = Deadline.after(Duration.ofMillis(-1));
        assertThat(deadline.remaining()).isZero();
        assertThat(deadline.isExpired()).isTrue();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(deadline::check)
                .satisfies(e -> assertThat(e.problem().status()).isEqualTo(503));
    }

    @Test
    void limitsNothingOnceLifted() {
        Deadline deadline = Deadline.after(Duration.ofMillis(-1));
        deadline.lift();
        assertThat(deadline.remaining()).isEqualTo(Deadline.UNLIMITED);
        assertThat(deadline.isExpired()).isFalse();
        assertThat(deadline.isBinding()).isFalse();
        deadline.check();
    }

    @Test
    void goesAlongToAnotherThreadAndLeavesItAsItWas() throws Exception {
        Deadline deadline = Deadline.after(Duration.ofMinutes(1));
        Deadline.replaceCurrent(deadline);
        try {
            Deadline seen = CompletableFuture.supplyAsync(Deadline::current, Deadline.wrap(ForkJoinPool.commonPool()))
                    .get();
            assertThat(seen).isSameAs(deadline);
            assertThat(CompletableFuture.supplyAsync(Deadline::current).get()).isNull();
            assertThat(ForkJoinPool.commonPool()
                            .submit(Deadline.wrap(Deadline::current))
                            .get())
                    .isSameAs(deadline);
        } finally {
            Deadline.replaceCurrent(null);
        }
    }

    @Test
    void wrapsNothingWhereThereIsNone() {
        Runnable task = () -> {};
        assertThat(Deadline.wrap(task)).isSameAs(task);
    }

    @ParameterizedTest
    @CsvSource({
        "-agentlib:jdwp=transport=dt_socket, true",
        "-Xrunjdwp:transport=dt_socket, true",
        "-agentpath:/opt/lib/libjdwp.so, true",
        "-javaagent:/opt/jdwp.jar, false",
        "-Xmx1g, false"
    })
    void seesADebugger(String argument, boolean expected) {
        assertThat(Debugger.canBeAttached(List.of("-ea", argument))).isEqualTo(expected);
    }

    @Test
    void settingsRefuseWhatCannotBe() {
        RequestTimeoutSettings ok = RequestTimeoutSettings.defaults();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestTimeoutSettings(
                        ok.timeout(), List.of(), false, false, false, Duration.ZERO, ok.retryAfter()))
                .withMessageContaining("1ms");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestTimeoutSettings(
                        ok.timeout(), List.of(), false, false, false, Duration.ofDays(200_000), ok.retryAfter()))
                .withMessageContaining("24h");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestTimeoutSettings(
                        ok.timeout(), List.of(), false, false, false, ok.stuckAfter(), Duration.ofMillis(5)))
                .withMessageContaining("1s");
    }
}
