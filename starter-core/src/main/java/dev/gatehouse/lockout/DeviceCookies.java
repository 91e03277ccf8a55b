package dev.gatehouse.lockout;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Makes and checks the cookie by which a device is known that completed a log-in before (OWASP, Slow Down Online Guessing
 * Attacks with Device Cookies). The cookie holds a random id, an expiry and a MAC over both, the account and its generation;
 * it proves nothing but that. Cookies end with their generation: make it the time of the last change of the password, or who
 * once had it keeps devices that are known for the whole lifetime. Immutable, thread-safe.
 */
public final class DeviceCookies {

    private static final String VERSION = "v1";
    private static final int ID_LENGTH = 16;
    private static final int MAX_LENGTH = 128;

    private final List<SecretKey> keys;
    private final Duration lifetime;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /**
     * Creates the cookies.
     *
     * @param keys keys for this purpose alone: the first signs, all are accepted
     * @param lifetime how long a device stays known, e.g. 90 days; 36500 at most
     * @param clock tells the time
     * @throws IllegalArgumentException if there is no key, or the lifetime is not above zero or too long
     */
    public DeviceCookies(List<SecretKey> keys, Duration lifetime, InstantSource clock) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("Device cookies need a key.");
        }
        if (lifetime.isNegative() || lifetime.isZero() || lifetime.compareTo(LockoutSettings.LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "A device cookie cannot last " + lifetime + ". Use more than 0s and at most 36500 days.");
        }
        this.keys = List.copyOf(keys);
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /**
     * Makes the cookie of a device that just completed a log-in.
     *
     * @param account the account, made by {@link GuardSubjects}
     * @param generation any text that becomes another one when the account's devices must be known no more
     * @return the value, for a cookie that is HttpOnly, Secure and SameSite=Strict
     */
    public String issue(String account, String generation) {
        byte[] id = new byte[ID_LENGTH];
        random.nextBytes(id);
        String unsigned =
                VERSION + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(id) + "."
                        + clock.instant().plus(lifetime).getEpochSecond();
        return unsigned + "." + mac(keys.get(0), unsigned, account, generation);
    }

    /**
     * Checks a cookie.
     *
     * @param value what the client sent
     * @param account the account it wants to log in to
     * @param generation the account's present generation
     * @return the id of the device, null if the cookie is not of this account and generation, expired, or not ours
     */
    public @Nullable String verify(String value, String account, String generation) {
        if (value.length() > MAX_LENGTH) {
            return null;
        }
        String[] parts = value.split("\\.", -1);
        if (parts.length != 4 || !VERSION.equals(parts[0])) {
            return null;
        }
        String unsigned = value.substring(0, value.lastIndexOf('.'));
        boolean genuine = false;
        for (SecretKey key : keys) {
            genuine |= MessageDigest.isEqual(Macs.bytes(mac(key, unsigned, account, generation)), Macs.bytes(parts[3]));
        }
        // What is genuine was written above, so it can be read.
        return genuine && clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(parts[2]))) ? parts[1] : null;
    }

    /** No account has a dot in its name. */
    private static String mac(SecretKey key, String unsigned, String account, String generation) {
        return Macs.of(key, unsigned + "." + account + "." + generation);
    }
}
