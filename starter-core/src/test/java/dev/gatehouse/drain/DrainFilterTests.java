package dev.gatehouse.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.FilterServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrainFilterTests {

    private final Drain drain = new Drain();

    @Test
    void keepsConnectionsUntilTheDrainBegins() throws Exception {
        try (FilterServer server = start()) {
            assertThat(server.get("/").headers().firstValue("Connection")).isEmpty();
            assertThat(drain.begin()).isTrue();
            assertThat(drain.begin()).isFalse();
            assertThat(server.get("/").headers().allValues("Connection")).containsExactly("close");
            assertThat(server.get("/").body()).isEqualTo("answered");
        }
    }

    @Test
    void endsTheConnectionOfARequestThatWasInFlightWhenTheDrainBegan() throws Exception {
        try (FilterServer server = start()) {
            assertThat(server.get("/begin").headers().allValues("Connection")).containsExactly("close");
        }
    }

    private FilterServer start() throws Exception {
        return FilterServer.start(
                (request, response) -> {
                    if (request.getRequestURI().equals("/begin")) {
                        drain.begin();
                    }
                    response.getWriter().print("answered");
                },
                new DrainFilter(drain));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "unknown",
            value = {"5, 30, unknown, true", "5, 30, 45, true", "5, 30, 35, false", "5, 30, 30, false", "0, 0, 30, true"
            })
    void tellsWhetherAStopFitsIntoTheGracePeriod(int drain, int inFlight, Integer grace, boolean fits) {
        ShutdownTimes times = new ShutdownTimes(
                Duration.ofSeconds(drain),
                Duration.ofSeconds(inFlight),
                grace == null ? null : Duration.ofSeconds(grace));
        assertThat(times.fit()).isEqualTo(fits);
        assertThat(times.total()).isEqualTo(Duration.ofSeconds(drain + inFlight));
    }
}
