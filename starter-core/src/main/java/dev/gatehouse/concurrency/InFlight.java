package dev.gatehouse.concurrency;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts who is in. Never above the limit, not even for a moment: who counts up first and looks afterwards turns away
 * others for whom there is room.
 */
public final class InFlight {

    private final AtomicInteger count = new AtomicInteger();

    /**
     * Lets one in if there is room.
     *
     * @param limit how many may be in
     * @return how many are in now; 0 if there is no room
     */
    public int tryEnter(int limit) {
        int now = count.get();
        while (now < limit) {
            int witness = count.compareAndExchange(now, now + 1);
            if (witness == now) {
                return now + 1;
            }
            now = witness;
        }
        return 0;
    }

    /** Lets one out. */
    public void leave() {
        count.decrementAndGet();
    }

    /**
     * Tells how many are in.
     *
     * @return the count
     */
    public int count() {
        return count.get();
    }
}
