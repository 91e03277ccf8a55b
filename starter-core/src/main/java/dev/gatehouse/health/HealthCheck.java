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
}
