package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.autoconfigure.Production;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;

/** Whether all limits are off for tests; stops the start in production and says so at any other. */
final class TestBypass {

    private static final Logger log = LoggerFactory.getLogger(TestBypass.class);

    private final boolean active;

    TestBypass(RateLimitProperties properties, Environment environment) {
        this.active = properties.testBypass();
        if (!active) {
            return;
        }
        if (Production.isActive(environment)) {
            throw new InvalidConfigurationPropertyValueException(
                    "gatehouse.rate-limit.test-bypass",
                    true,
                    "It lets every request pass and is for tests, but the profile says that this is production. Remove"
                            + " it, or set it in the profile of the tests only.");
        }
        log.warn("gatehouse.rate-limit.test-bypass is true: no rate limit applies. Remove it outside of tests.");
    }

    boolean isActive() {
        return active;
    }
}
