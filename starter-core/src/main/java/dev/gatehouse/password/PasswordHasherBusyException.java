package dev.gatehouse.password;

import java.io.Serial;
import java.time.Duration;

/** Too many passwords are being hashed: to be answered with 503 and {@code Retry-After}. */
public final class PasswordHasherBusyException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    PasswordHasherBusyException(Duration retryAfter) {
        super("No password could be hashed within " + retryAfter + ". Retry later.", null, false, false);
        this.retryAfter = retryAfter;
    }

    /**
     * Says when to try again.
     *
     * @return the time the request waited in vain
     */
    public Duration retryAfter() {
        return retryAfter;
    }
}
