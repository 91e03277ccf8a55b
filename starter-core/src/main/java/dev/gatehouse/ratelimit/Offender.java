package dev.gatehouse.ratelimit;

/**
 * The refusals of one key. Immutable.
 *
 * @param rejections refusals in the current window
 * @param windowEnd when the window ends
 * @param blocks how many blocks the key has had
 * @param blockedUntil when the last block ends, or has ended
 * @param forgottenAt when all of this counts no more
 */
record Offender(int rejections, long windowEnd, int blocks, long blockedUntil, long forgottenAt) {

    /** Instants begin at zero. */
    static final Offender FIRST = new Offender(0, 0, 0, 0, 0);

    Offender rejected(Penalty penalty, long now) {
        if (now < blockedUntil) {
            return this;
        }
        boolean newWindow = now >= windowEnd;
        int counted = newWindow ? 1 : rejections + 1;
        long end = newWindow ? now + penalty.within().toNanos() : windowEnd;
        if (counted < penalty.rejections()) {
            return new Offender(counted, end, blocks, blockedUntil, Math.max(end, forgottenAt));
        }
        long until = now + penalty.blockAfter(blocks).toNanos();
        return new Offender(
                0, now, blocks + 1, until, until + penalty.maxBlock().toNanos());
    }
}
