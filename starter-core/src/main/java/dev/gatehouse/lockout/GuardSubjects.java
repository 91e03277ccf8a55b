package dev.gatehouse.lockout;

import java.util.UUID;
import javax.crypto.SecretKey;

/**
 * Names accounts for the guard. A known account is named by its id, so that user name and e-mail address share one count; an
 * unknown one by a keyed hash of what was typed, so that it locks alike and the store holds no personal data. Immutable,
 * thread-safe.
 */
public final class GuardSubjects {

    private final SecretKey key;

    /**
     * Creates the naming.
     *
     * @param key a key for this purpose alone
     */
    public GuardSubjects(SecretKey key) {
        this.key = key;
    }

    /**
     * Names an account that exists.
     *
     * @param userId the id of the user
     * @return its subject
     */
    public String known(UUID userId) {
        return "u:" + userId;
    }

    /**
     * Names an account that does not exist.
     *
     * @param loginId what was typed, normalised where that is possible
     * @return its subject
     */
    public String unknown(String loginId) {
        return "l:" + Macs.of(key, loginId);
    }
}
