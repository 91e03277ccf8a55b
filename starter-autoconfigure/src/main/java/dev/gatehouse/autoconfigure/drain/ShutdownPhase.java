package dev.gatehouse.autoconfigure.drain;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** How long Spring Boot lets requests in flight take when it stops the server. */
final class ShutdownPhase {

    private static final Duration DEFAULT = Duration.ofSeconds(30);

    private ShutdownPhase() {}

    static Duration timeout(Environment environment) {
        Binder binder = Binder.get(environment);
        if ("immediate"
                .equalsIgnoreCase(binder.bind("server.shutdown", String.class).orElse("graceful"))) {
            return Duration.ZERO;
        }
        return binder.bind("spring.lifecycle.timeout-per-shutdown-phase", Duration.class)
                .orElse(DEFAULT);
    }
}
