package dev.gatehouse.ratelimit;

/** Spreads hashes over a table. */
final class Hashes {

    private Hashes() {}

    /** The finalizer of MurmurHash3: without it a seed would only shift which keys meet. */
    static int spread(int hash) {
        int h = hash;
        h = (h ^ h >>> 16) * 0x85ebca6b;
        h = (h ^ h >>> 13) * 0xc2b2ae35;
        return h ^ h >>> 16;
    }
}
