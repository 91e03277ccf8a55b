package dev.gatehouse.requestid;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes ids of 128 bits, written as 32 lower-case hexadecimal digits. The bits are the SipHash-2-4-128 (Aumasson and
 * Bernstein, 2012) of a counter under a key drawn from {@link SecureRandom} when the object is made: two ids are the same
 * as rarely as two random numbers of 128 bits, and who knows some cannot tell the others. They name requests and are no
 * secrets. Thread-safe and free of locks and thread locals, so it is as good on virtual threads.
 */
public final class RandomRequestIds implements RequestIdGenerator {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

    private final AtomicLong counter = new AtomicLong();
    private final long key0;
    private final long key1;

    /** Creates a generator with a key of its own. */
    public RandomRequestIds() {
        SecureRandom random = new SecureRandom();
        this.key0 = random.nextLong();
        this.key1 = random.nextLong();
    }

    @Override
    public String next() {
        byte[] digits = new byte[32];
        hash(key0, key1, counter.getAndIncrement(), digits);
        return new String(digits, StandardCharsets.ISO_8859_1);
    }

    /** Writes the hash of a message of exactly eight bytes, read as a little-endian number, as two numbers in hexadecimal digits. */
    static void hash(long key0, long key1, long message, byte[] digits) {
        long v0 = key0 ^ 0x736f6d6570736575L;
        long v1 = key1 ^ 0x646f72616e646f6dL ^ 0xee;
        long v2 = key0 ^ 0x6c7967656e657261L;
        long v3 = key1 ^ 0x7465646279746573L;
        long lengthBlock = 8L << 56;
        for (int round = 0; round < 12; round++) {
            if (round == 0) {
                v3 ^= message;
            } else if (round == 2) {
                v0 ^= message;
                v3 ^= lengthBlock;
            } else if (round == 4) {
                v0 ^= lengthBlock;
                v2 ^= 0xee;
            } else if (round == 8) {
                writeHex(v0 ^ v1 ^ v2 ^ v3, digits, 0);
                v1 ^= 0xdd;
            }
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
        }
        writeHex(v0 ^ v1 ^ v2 ^ v3, digits, 16);
    }

    private static void writeHex(long value, byte[] digits, int offset) {
        for (int i = 0; i < 16; i++) {
            digits[offset + i] = HEX[(int) (value >>> (60 - 4 * i)) & 0xf];
        }
    }
}
