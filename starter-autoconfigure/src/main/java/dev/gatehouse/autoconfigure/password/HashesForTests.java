package dev.gatehouse.autoconfigure.password;

import dev.gatehouse.autoconfigure.Production;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;

/** Hashes that cost nothing: they stop the start in production and say so at any other. */
final class HashesForTests {

    private static final Logger log = LoggerFactory.getLogger(HashesForTests.class);

    private static final String PRESET = "gatehouse.auth.password.argon2.preset";

    private HashesForTests() {}

    static void allow(Environment environment) {
        if (Production.isActive(environment)) {
            throw new InvalidConfigurationPropertyValueException(
                    PRESET,
                    "unsafe-for-tests",
                    "Such hashes protect no password and are for tests, but the profile says that this is production."
                            + " Remove it, or set it in the profile of the tests only.");
        }
        log.warn("{} is unsafe-for-tests: hashes protect no password. Remove it outside of tests.", PRESET);
    }
}
