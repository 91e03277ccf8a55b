package dev.gatehouse.health;

/** What may be done with a result of a certain age. */
enum Freshness {
    /** Nobody needs to look again. */
    FRESH,
    /** May be given out while somebody looks again (RFC 5861, 3: stale-while-revalidate). */
    STALE,
    /** Says nothing any more. */
    EXPIRED;

    static Freshness at(long ageNanos, HealthPart.Times times) {
        long cache = times.cache().toNanos();
        if (ageNanos < cache) {
            return FRESH;
        }
        return ageNanos < cache + times.stale().toNanos() ? STALE : EXPIRED;
    }
}
