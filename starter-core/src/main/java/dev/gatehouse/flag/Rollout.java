package dev.gatehouse.flag;

/**
 * Puts keys into ten thousand equal parts: the same key always into the same one, on every instance and after every
 * start, and for another flag into an unrelated one.
 */
final class Rollout {

    static final int PARTS = 10_000;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Rollout() {}

    static int part(String flag, String key) {
        long hash = add(FNV_OFFSET, flag);
        hash = add(step(hash, 0), key);
        return (int) Long.remainderUnsigned(mixed(hash), PARTS);
    }

    /** FNV-1a over both bytes of each character. */
    private static long add(long hash, String text) {
        long result = hash;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            result = step(step(result, c & 0xff), c >>> 8);
        }
        return result;
    }

    private static long step(long hash, int octet) {
        return (hash ^ octet) * FNV_PRIME;
    }

    /** FNV leaves keys that differ at the end close together; the finalizer of SplitMix64 does not. */
    private static long mixed(long hash) {
        long a = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }
}
