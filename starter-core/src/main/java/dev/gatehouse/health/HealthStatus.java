package dev.gatehouse.health;

/** How a part, or the whole service, does; from what matters least to what matters most. */
public enum HealthStatus {
    /** Nothing is known. Counts only where nothing else is known either. */
    UNKNOWN,
    /** Works. */
    UP,
    /** Works with restrictions, which somebody should look at. */
    DEGRADED,
    /** Takes no requests on purpose, e.g. while it starts or drains. */
    OUT_OF_SERVICE,
    /** Does not work. */
    DOWN;

    /**
     * Tells whether requests are served.
     *
     * @return false if the service takes none or does not work
     */
    public boolean isAvailable() {
        return compareTo(OUT_OF_SERVICE) < 0;
    }

    /**
     * Gives the HTTP status by which a health endpoint says so.
     *
     * @return 200, or 503 if the service is not available
     */
    public int httpStatus() {
        return isAvailable() ? 200 : 503;
    }

    /**
     * Gives the one that matters more.
     *
     * @param other another status
     * @return this or the other
     */
    public HealthStatus or(HealthStatus other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
