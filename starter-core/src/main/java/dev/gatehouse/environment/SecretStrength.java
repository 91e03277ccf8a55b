package dev.gatehouse.environment;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Judges secrets by what can be seen: their length, their letters, and whether everybody knows them. */
public final class SecretStrength {

    private static final Set<String> KNOWN = Set.of(
            "admin",
            "admin123",
            "administrator",
            "changeit",
            "default",
            "demo",
            "dummy",
            "foo",
            "foobar",
            "gatehouse",
            "guest",
            "hunter2",
            "jwtsecret",
            "jwtsecretkey",
            "letmein",
            "mypassword",
            "mysecret",
            "mysecretkey",
            "mysql",
            "none",
            "null",
            "oracle",
            "pass",
            "passw0rd",
            "passwd",
            "password",
            "password1",
            "password123",
            "postgres",
            "postgresql",
            "qwerty",
            "redis",
            "root",
            "sa",
            "sample",
            "secret",
            "secretkey",
            "spring",
            "supersecret",
            "test",
            "test123",
            "testing",
            "todo",
            "tbd",
            "toor",
            "user",
            "welcome",
            "x",
            "xx",
            "xxx",
            "xxxx",
            "xxxxxxxx");

    private static final String[] PLACEHOLDERS = {
        "changeme", "changethis", "replaceme", "replacethis", "placeholder", "yoursecret", "yourpassword", "your256bit",
        "yourjwt", "yourkey", "yourtoken", "insertyour", "puthere", "examplesecret", "examplepassword", "notsecure",
        "donotuse", "fixme"
    };

    private static final int FEW_CHARACTERS = 10;
    private static final double FEW_BITS = 3.0;

    private SecretStrength() {}

    /**
     * Tells whether a secret is one that everybody tries first, or stands where the real one should.
     *
     * @param secret the secret
     * @return true if it is a known default or a placeholder; case and separators do not matter
     */
    public static boolean isKnown(String secret) {
        String plain = plain(secret);
        if (KNOWN.contains(plain) || isCounting(plain)) {
            return true;
        }
        for (String placeholder : PLACEHOLDERS) {
            if (plain.contains(placeholder)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Tells how long a secret is.
     *
     * @param secret the secret
     * @return its length in bytes of UTF-8
     */
    public static int bytes(String secret) {
        return secret.getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * Tells whether a secret repeats itself.
     *
     * @param secret the secret
     * @return true if it has less than 10 different characters or less than 3 bits of Shannon entropy per character
     */
    public static boolean isMonotonous(String secret) {
        Map<Character, Integer> counts = new HashMap<>();
        for (char c : secret.toCharArray()) {
            counts.merge(c, 1, Integer::sum);
        }
        double bits = 0;
        for (int count : counts.values()) {
            double share = (double) count / secret.length();
            bits -= share * Math.log(share) / Math.log(2);
        }
        return counts.size() < FEW_CHARACTERS || bits < FEW_BITS;
    }

    /** 1, 123, 12345678, 00000000. */
    private static boolean isCounting(String plain) {
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            boolean next = i == 0 || c == plain.charAt(i - 1) || c == plain.charAt(i - 1) + 1 || c == '0';
            if (c < '0' || c > '9' || !next) {
                return false;
            }
        }
        return !plain.isEmpty();
    }

    private static String plain(String secret) {
        StringBuilder plain = new StringBuilder(secret.length());
        for (char c : secret.toLowerCase(Locale.ROOT).toCharArray()) {
            if (Character.isLetterOrDigit(c)) {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
