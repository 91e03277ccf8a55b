package dev.gatehouse.autoconfigure.health;

import java.util.Map;

/**
 * How full a pool is.
 *
 * @param active connections in use
 * @param idle connections that wait for use
 * @param waiting threads that wait for a connection
 * @param max connections at most; negative for no limit
 */
record PoolReading(int active, int idle, int waiting, int max) {

    /** Whether the next one has to wait. */
    boolean isFull() {
        return max >= 0 && active >= max;
    }

    boolean isSaturated() {
        return isFull() && waiting > 0;
    }

    Map<String, Object> details() {
        return Map.of("active", active, "idle", idle, "waiting", waiting, "max", max);
    }
}
