package dev.gatehouse.totp;

import dev.gatehouse.digest.Sha256;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes recovery codes: 125 random bits each, so that a plain hash keeps them safe at rest (ASVS 5.0, 6.5.2 asks for a slow
 * one below 112 bits). Show them once; keep {@link #hash} of each, and use one up by a conditional write. Stateless,
 * thread-safe.
 */
public final class RecoveryCodes {

    /** Characters of a code without its hyphens, five bits each. */
    public static final int LENGTH = 25;

    private static final int GROUP = 5;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RecoveryCodes() {}

    /**
     * Makes new codes.
     *
     * @param count how many, 1 to 100; ten are usual
     * @return codes of 25 Base 32 characters in five groups, as {@code ABCDE-FGHIJ-KLMNO-PQRST-UVWXY}
     * @throws IllegalArgumentException if the count is out of its range
     */
    public static List<String> generate(int count) {
        if (count < 1 || count > 100) {
            throw new IllegalArgumentException(count + " recovery codes cannot be made. Ask for 1 to 100.");
        }
        return Stream.generate(RecoveryCodes::next).limit(count).toList();
    }

    /**
     * Gives what is kept of a code and looked up by.
     *
     * @param code what the user typed: in either case, with or without hyphens and blanks, with 0, 1 and 8 for O, I and B
     * @return the SHA-256 in 64 hexadecimal digits; null if no code reads like that
     */
    public static @Nullable String hash(String code) {
        String plain = plain(code);
        return plain == null ? null : Sha256.hex(plain);
    }

    private static @Nullable String plain(String code) {
        if (code.length() > 4 * LENGTH) {
            return null;
        }
        String plain = code.replace("-", "")
                .replace(" ", "")
                .toUpperCase(Locale.ROOT)
                .replace('0', 'O')
                .replace('1', 'I')
                .replace('8', 'B');
        boolean wellFormed = plain.length() == LENGTH && plain.chars().allMatch(c -> Base32.ALPHABET.indexOf(c) >= 0);
        return wellFormed ? plain : null;
    }

    private static String next() {
        StringBuilder code = new StringBuilder(LENGTH + LENGTH / GROUP);
        for (int i = 0; i < LENGTH; i++) {
            if (i > 0 && i % GROUP == 0) {
                code.append('-');
            }
            code.append(Base32.ALPHABET.charAt(RANDOM.nextInt(32)));
        }
        return code.toString();
    }
}
