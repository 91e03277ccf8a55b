package dev.gatehouse.concurrency.adaptive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.concurrency.ConcurrencyGroup;
import dev.gatehouse.concurrency.ConcurrencyLimit;
import dev.gatehouse.concurrency.ConcurrencyLimitFilter;
import dev.gatehouse.concurrency.ConcurrencyLimits;
import dev.gatehouse.error.RejectionWriter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the filter tells a limit that adapts. */
class RefusedRequestsTests {

    private final AtomicLong clock = new AtomicLong();
    private final AdaptiveLimit limit = AdaptiveLimit.between(20, 200, clock::get);
    private final ConcurrencyLimitFilter filter = new ConcurrencyLimitFilter(
            new ConcurrencyLimits(
                    null,
                    List.of(new ConcurrencyGroup("search", request -> true, new OnClock())),
                    request -> false,
                    Duration.ofSeconds(1)),
            RejectionWriter.withDefaults());
    private long waveStart;

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 413, 429})
    void doNotMakeOthersLookSlow(int status) throws Exception {
        serve(60, 200, 20);
        int risen = limit.limit();
        assertThat(risen).isGreaterThan(50);
        serve(60, status, 1);
        serve(20, 200, 20);
        assertThat(limit.limit()).isGreaterThanOrEqualTo(risen);
        assertThat(limit.inFlight()).isZero();
    }

    @Test
    void requestsThatTimeOutLowerTheLimit() throws Exception {
        serve(60, 200, 20);
        int risen = limit.limit();
        serve(10, 503, 1000);
        assertThat(limit.limit()).isLessThan(risen);
    }

    /** Windows of a second and more, in each of which as many requests as possible take this long. */
    private void serve(int windows, int status, long millis) throws Exception {
        for (int window = 0; window < windows; window++) {
            for (int wave = 0; wave < 3; wave++) {
                waveStart = clock.get();
                atOnce(limit.limit(), status, millis);
            }
            clock.addAndGet(TimeUnit.SECONDS.toNanos(2));
        }
    }

    /** Each enters before the one ahead of it has left. */
    private void atOnce(int requests, int status, long millis) throws Exception {
        filter.doFilter(request(), response(status), (request, response) -> {
            if (requests == 1) {
                clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
                return;
            }
            try {
                atOnce(requests - 1, status, millis);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static HttpServletRequest request() {
        return fake(
                HttpServletRequest.class, Map.of("getDispatcherType", DispatcherType.REQUEST, "isAsyncStarted", false));
    }

    private static HttpServletResponse response(int status) {
        return fake(HttpServletResponse.class, Map.of("getStatus", status));
    }

    private static <T> T fake(Class<T> type, Map<String, ?> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.get(method.getName())));
    }

    /** The filter reads the clock of the system; here all requests of a wave start at once. */
    private final class OnClock implements ConcurrencyLimit {

        @Override
        public int tryEnter() {
            return limit.tryEnter();
        }

        @Override
        public void leave() {
            limit.leave();
        }

        @Override
        public void completed(long startNanos, int inFlight, boolean failed) {
            limit.completed(waveStart, inFlight, failed);
        }

        @Override
        public boolean measures() {
            return true;
        }

        @Override
        public int inFlight() {
            return limit.inFlight();
        }

        @Override
        public int limit() {
            return limit.limit();
        }
    }
}
