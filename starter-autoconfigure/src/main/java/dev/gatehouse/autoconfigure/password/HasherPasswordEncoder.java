package dev.gatehouse.autoconfigure.password;

import dev.gatehouse.password.PasswordHasher;
import dev.gatehouse.password.PasswordHasherBusyException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.AbstractValidatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Lets Spring Security hash by our hasher, with its permits and its limits on what a stored hash may cost. Hashes with an
 * {@code {id}} in front, as Spring Security's default encoder writes them, still verify, by its permits, and count as
 * outdated; what they cost is theirs. Thread-safe.
 */
final class HasherPasswordEncoder extends AbstractValidatingPasswordEncoder {

    private static final String ARGON2 = "{argon2";

    private final PasswordHasher hasher;
    private final PasswordEncoder prefixed = PasswordEncoderFactories.createDelegatingPasswordEncoder();

    HasherPasswordEncoder(PasswordHasher hasher) {
        this.hasher = hasher;
    }

    @Override
    protected String encodeNonNullPassword(String rawPassword) {
        return hasher.hash(rawPassword);
    }

    @Override
    protected boolean matchesNonNull(String rawPassword, String encodedPassword) {
        if (encodedPassword.startsWith(ARGON2)) {
            String hash = encodedPassword.substring(encodedPassword.indexOf('}') + 1);
            return hasher.verify(rawPassword, hash).matches();
        }
        return encodedPassword.startsWith("{")
                ? matchesPrefixed(rawPassword, encodedPassword)
                : hasher.verify(rawPassword, encodedPassword).matches();
    }

    /** The encoders throw at what they cannot read; the hasher takes its time for it, and says so. */
    private boolean matchesPrefixed(String rawPassword, String encodedPassword) {
        try {
            return hasher.withPermit(() -> prefixed.matches(rawPassword, encodedPassword));
        } catch (PasswordHasherBusyException busy) {
            throw busy;
        } catch (RuntimeException unreadable) {
            return hasher.verify(rawPassword, encodedPassword).matches();
        }
    }

    @Override
    protected boolean upgradeEncodingNonNull(String encodedPassword) {
        return hasher.needsRehash(encodedPassword);
    }
}
