package dev.gatehouse.password;

import java.util.Locale;

/**
 * What one Argon2id hash costs (RFC 9106). Salt and hash have 16 and 32 bytes.
 *
 * @param memory memory in KiB, 7168 to 1048576; less only in {@link #UNSAFE_FOR_TESTS}
 * @param iterations passes over the memory, 1 to 20
 * @param parallelism lanes, 1 to 16; they are computed one after the other
 */
public record Argon2Parameters(int memory, int iterations, int parallelism) {

    /** 19 MiB, 2 passes: the first choice of OWASP's Password Storage Cheat Sheet. */
    public static final Argon2Parameters OWASP_19M = new Argon2Parameters(19_456, 2, 1);

    /** 7 MiB, 5 passes: as strong by the same sheet, and gentler to memory and caches under load. */
    public static final Argon2Parameters OWASP_7M = new Argon2Parameters(7_168, 5, 1);

    /**
     * 64 KiB, 1 pass: a small part of a millisecond, for tests that log in many times. It protects no password: whoever gets
     * hold of such a hash tries millions of passwords a second.
     */
    public static final Argon2Parameters UNSAFE_FOR_TESTS = new Argon2Parameters(64, 1, 1);

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if one is out of its range, or the cost is below what OWASP asks for and is not that of
     *     {@link #UNSAFE_FOR_TESTS}
     */
    public Argon2Parameters {
        if (!isForTests(memory, iterations, parallelism)) {
            requireStrength(memory, iterations, parallelism);
        }
    }

    /**
     * Tells whether hashes of this cost protect nothing.
     *
     * @return true for {@link #UNSAFE_FOR_TESTS} alone
     */
    public boolean isForTests() {
        return isForTests(memory, iterations, parallelism);
    }

    private static boolean isForTests(int memory, int iterations, int parallelism) {
        return memory == 64 && iterations == 1 && parallelism == 1;
    }

    private static void requireStrength(int memory, int iterations, int parallelism) {
        requireRange("memory in KiB", memory, 7_168, 1_048_576);
        requireRange("number of iterations", iterations, 1, 20);
        requireRange("parallelism", parallelism, 1, 16);
        if ((long) memory * iterations < 7_168L * 5) {
            throw new IllegalArgumentException("Argon2 with " + memory + " KiB and " + iterations
                    + " iterations is too weak. Use owasp-19m (19456 KiB, 2) or owasp-7m (7168 KiB, 5), or more.");
        }
    }

    /**
     * Reads the name of a preset.
     *
     * @param preset {@code owasp-19m}, {@code owasp-7m} or {@code unsafe-for-tests}
     * @return the preset
     * @throws IllegalArgumentException if there is no such preset
     */
    public static Argon2Parameters of(String preset) {
        return switch (preset.strip().toLowerCase(Locale.ROOT)) {
            case "owasp-19m" -> OWASP_19M;
            case "owasp-7m" -> OWASP_7M;
            case "unsafe-for-tests" -> UNSAFE_FOR_TESTS;
            default ->
                throw new IllegalArgumentException(
                        "'" + preset + "' is not a preset for Argon2. Write owasp-19m or owasp-7m.");
        };
    }

    private static void requireRange(String part, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "The " + part + " of Argon2 cannot be " + value + ". Use " + least + " to " + most + ".");
        }
    }
}
