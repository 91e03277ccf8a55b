package dev.gatehouse.concurrency.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AdaptiveLimitTests {

    private final AtomicLong clock = new AtomicLong(-TimeUnit.HOURS.toNanos(1));
    private final AdaptiveLimit limit = AdaptiveLimit.between(10, 100, clock::get);

    @Test
    void risesWhileRequestsTakeAsLongAsEverAndFallsWhenTheyTakeLonger() {
        assertThat(limit.limit()).isEqualTo(10);
        serve(60, 20);
        int risen = limit.limit();
        assertThat(risen).isBetween(50, 100);
        serve(20, 500);
        assertThat(limit.limit()).isBetween(10, risen / 2);
        assertThat(limit.inFlight()).isZero();
    }

    @Test
    void turnsAwayAtItsHeight() {
        for (int i = 1; i <= 10; i++) {
            assertThat(limit.tryEnter()).isEqualTo(i);
        }
        assertThat(limit.tryEnter()).isZero();
        limit.leave();
        assertThat(limit.tryEnter()).isEqualTo(10);
    }

    @Test
    void refusesBoundsThatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> AdaptiveLimit.between(0, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> AdaptiveLimit.between(6, 5));
    }

    /** Windows of a second and more, in each of which as many requests as possible take this long. */
    private void serve(int windows, long millis) {
        for (int window = 0; window < windows; window++) {
            for (int wave = 0; wave < 3; wave++) {
                long start = clock.get();
                int entered = 0;
                while (limit.tryEnter() > 0) {
                    entered++;
                }
                clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
                for (int i = 1; i <= entered; i++) {
                    limit.completed(start, i, false);
                }
            }
            clock.addAndGet(TimeUnit.SECONDS.toNanos(2));
        }
    }
}
