package dev.gatehouse.benchmarks.load;

/**
 * Counts durations in classes that are at most 1.6 % wide, from 0 to 2<sup>63</sup>-1 nanoseconds. For one thread at a
 * time; threads have one each and add them up afterwards.
 */
final class LatencyHistogram {

    /** Below it each value has its own class; above it 64 classes make a power of two. */
    private static final int EXACT = 128;

    private static final int HALF = EXACT / 2;

    private final long[] counts = new long[EXACT + 56 * HALF];
    private long total;

    void record(long nanos) {
        counts[slot(Math.max(0, nanos))]++;
        total++;
    }

    void add(LatencyHistogram other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        total += other.total;
    }

    long total() {
        return total;
    }

    /**
     * Tells how long the given share of all took at most.
     *
     * @param percent 0 to 100
     * @return nanoseconds, rounded up to the end of its class; 0 when nothing was recorded
     */
    long percentile(double percent) {
        long wanted = Math.max(1, (long) Math.ceil(total * percent / 100));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return highest(i);
            }
        }
        return 0;
    }

    private static int slot(long value) {
        int shift = Math.max(0, 63 - Long.numberOfLeadingZeros(value) - 6);
        return shift * HALF + (int) (value >>> shift);
    }

    private static long highest(int slot) {
        if (slot < EXACT) {
            return slot;
        }
        int shift = slot / HALF - 1;
        return ((long) (slot - shift * HALF + 1) << shift) - 1;
    }
}
