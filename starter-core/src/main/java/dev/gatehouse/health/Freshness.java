package dev.gatehouse.health;

/** What may be done with a result of a certain age. */
enum Freshness {
    /** Nobody needs to look again. */
    FRESH,
    /** May be given out while somebody looks again (RFC 5861, 3: stale-while-revalidate). */
    STALE,
    /** Says nothing any more. */
    EXPIRED;

    /** A bad result is worth less time, since it keeps a service that works again out, and nothing once that is over. */
    static Freshness at(long ageNanos, HealthStatus status, HealthPart.Times times) {
        boolean good = status.isAvailable();
        long holds = (good ? times.cache() : times.retry()).toNanos();
        if (ageNanos < holds) {
            return FRESH;
        }
        return good && ageNanos < holds + times.stale().toNanos() ? STALE : EXPIRED;
    }
}
