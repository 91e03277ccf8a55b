package dev.gatehouse.password;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hashes and verifies passwords with Argon2id (RFC 9106; OWASP Password Storage Cheat Sheet; ASVS 5.0, 11.4.2).
 *
 * <p>A log-in for an account that does not exist costs the same (ASVS 5.0, 6.3.8). Only so many hashes are computed at a time:
 * beyond that all become slower and the heap fills, so others wait, and after a while are told to come back. A password is
 * verified as it was typed, but for NFC (ASVS 5.0, 6.2.8). Thread-safe.
 */
public final class PasswordHasher {

    /** No policy lets a longer one in, so that it matches nothing. */
    private static final int MAX_CHARS = 4096;

    private final PasswordHasherSettings settings;
    private final Semaphore permits;
    private final StoredHash dummy;
    private final UnusableHashes unusable;

    /**
     * Creates the hasher. Hashes once, so that a missing library is found when the service starts.
     *
     * @param settings how to hash
     * @throws IllegalStateException if BouncyCastle is not on the class path
     */
    public PasswordHasher(PasswordHasherSettings settings) {
        this.settings = settings;
        this.permits = new Semaphore(settings.permits(), true);
        this.unusable =
                new UnusableHashes(settings.maxStoredMemory(), settings.maxStoredIterations(), System::nanoTime);
        this.dummy = Objects.requireNonNull(StoredHash.parse(first(() -> encode(random()))));
    }

    /** An optional library that is missing shows itself at its first use only. */
    static String first(Supplier<String> hash) {
        try {
            return hash.get();
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "Passwords cannot be hashed without BouncyCastle. Add the dependency org.bouncycastle:bcprov-jdk18on.",
                    e);
        }
    }

    /**
     * Hashes a password that the policy let in.
     *
     * @param password the password
     * @return the hash to keep, below 128 characters of ASCII, with its salt and cost
     * @throws IllegalArgumentException if it is empty, longer than any policy allows, or no text
     * @throws PasswordHasherBusyException if its turn did not come in time
     */
    public String hash(String password) {
        String canonical = hashable(password);
        if (canonical == null) {
            throw new IllegalArgumentException(
                    "That cannot be a password: it is empty, too long, or has a character that is none. Ask the policy"
                            + " first.");
        }
        return withPermit(() -> encode(canonical));
    }

    /**
     * Verifies a password. Takes as long for an account without a hash.
     *
     * @param password what the user typed, any text
     * @param stored the hash that is kept; null if there is no such account
     * @return what it is worth
     * @throws PasswordHasherBusyException if its turn did not come in time
     */
    public PasswordVerdict verify(String password, @Nullable String stored) {
        String canonical = hashable(password);
        StoredHash hash = stored == null ? null : StoredHash.parse(stored);
        boolean usable = hash != null && hash.costsAtMost(settings.maxStoredMemory(), settings.maxStoredIterations());
        if (stored == null || hash == null || !usable || canonical == null) {
            withPermit(() -> Argon2.verify("x", dummy));
            if (stored == null || usable) {
                return PasswordVerdict.MISMATCH;
            }
            unusable.found(hash);
            return PasswordVerdict.UNUSABLE_HASH;
        }
        if (!withPermit(() -> Argon2.verify(canonical, hash))) {
            return PasswordVerdict.MISMATCH;
        }
        return hash.isOf(settings.parameters()) ? PasswordVerdict.MATCH : PasswordVerdict.MATCH_NEEDS_REHASH;
    }

    /**
     * Tells whether a kept hash is of another cost or kind than a new one would be.
     *
     * @param stored the hash that is kept
     * @return true to hash the password anew at the next log-in
     */
    public boolean needsRehash(String stored) {
        StoredHash hash = StoredHash.parse(stored);
        return hash == null || !hash.isOf(settings.parameters());
    }

    /**
     * Computes something else that is as costly, such as a hash of another kind, when its turn has come.
     *
     * @param work what to compute; it must not ask this hasher, whose permit it holds
     * @param <T> what it gives
     * @return what it gave
     * @throws PasswordHasherBusyException if its turn did not come in time
     */
    public <T> T withPermit(Supplier<T> work) {
        acquire();
        try {
            return work.get();
        } finally {
            permits.release();
        }
    }

    private static @Nullable String hashable(String password) {
        return password.isEmpty() || password.length() > MAX_CHARS ? null : PasswordText.canonical(password);
    }

    private String encode(String canonical) {
        return Argon2.hash(canonical, settings.parameters());
    }

    private void acquire() {
        try {
            if (permits.tryAcquire(settings.maxWait().toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new PasswordHasherBusyException(settings.maxWait());
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
