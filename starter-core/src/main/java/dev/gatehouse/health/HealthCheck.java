package dev.gatehouse.health;

/**
 * Finds out how one part of the service does. It may block, hang and fail: who asks gets an answer in time all the same.
 * It never runs twice at once.
 */
@FunctionalInterface
public interface HealthCheck {

    /**
     * Looks at the part.
     *
     * @return what was found
     * @throws Exception if the part does not work
     */
    HealthReading check() throws Exception;

    /**
     * Tells what is known of the part while its check is late. Reads what is at hand, without waiting for anything.
     *
     * @return {@link HealthStatus#DOWN} unless something else shows that the part works
     */
    default HealthReading whileLate() {
        return HealthReading.of(HealthStatus.DOWN);
    }
}
