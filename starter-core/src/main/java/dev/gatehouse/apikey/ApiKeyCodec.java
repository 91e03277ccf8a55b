package dev.gatehouse.apikey;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatehouse.digest.Sha256;
import java.security.SecureRandom;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Makes and reads keys of the form {@code gh_live_<8 characters id>_<43 characters secret><6 characters check sum>}, all of
 * letters and digits. The prefix lets secret scanners find a leaked key, the check sum tells a mistyped one without a
 * look-up, the secret has 256 bits, so that a plain hash keeps it safe (ASVS 5.0, 6.5.2). Immutable, thread-safe.
 */
public final class ApiKeyCodec {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int ID = 8;
    private static final int SECRET = 43;
    private static final int CHECK_SUM = 6;
    private static final int MAX_NAME = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String prefix;

    /**
     * Creates a codec.
     *
     * @param prefix the first part of every key, e.g. {@code gh}
     * @param environment the second part, e.g. {@code live} or {@code test}: keys of another environment are none
     * @throws IllegalArgumentException if one is not 1 to 16 lower-case letters and digits
     */
    public ApiKeyCodec(String prefix, String environment) {
        this.prefix = requireName("prefix", prefix) + "_" + requireName("environment", environment) + "_";
    }

    /**
     * Makes a key.
     *
     * @return a new key
     */
    public NewApiKey generate() {
        String id = random(ID);
        String secret = random(SECRET);
        String unchecked = prefix + id + "_" + secret;
        return new NewApiKey(unchecked + checkSum(unchecked), id, Sha256.hex(secret));
    }

    @Nullable
    PresentedApiKey parse(String text) {
        int secretAt = prefix.length() + ID + 1;
        int checkSumAt = secretAt + SECRET;
        if (text.length() != checkSumAt + CHECK_SUM || !text.startsWith(prefix) || text.charAt(secretAt - 1) != '_') {
            return null;
        }
        String id = text.substring(prefix.length(), prefix.length() + ID);
        String secret = text.substring(secretAt, checkSumAt);
        boolean readable = isAlphanumeric(id)
                && isAlphanumeric(secret)
                && checkSum(text.substring(0, checkSumAt)).equals(text.substring(checkSumAt));
        return readable ? new PresentedApiKey(id, Sha256.hex(secret)) : null;
    }

    private static String random(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    /** CRC-32 in base 62, as GitHub writes it. */
    private static String checkSum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(US_ASCII));
        char[] digits = new char[CHECK_SUM];
        long rest = crc.getValue();
        for (int i = CHECK_SUM - 1; i >= 0; i--) {
            digits[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
            rest /= ALPHABET.length();
        }
        return new String(digits);
    }

    private static boolean isAlphanumeric(String text) {
        return text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
    }

    private static String requireName(String part, String name) {
        boolean plain = name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
        if (name.isEmpty() || name.length() > MAX_NAME || !plain) {
            throw new IllegalArgumentException("'" + name + "' cannot be the " + part
                    + " of API keys. Write 1 to 16 lower-case letters and digits.");
        }
        return name;
    }
}
