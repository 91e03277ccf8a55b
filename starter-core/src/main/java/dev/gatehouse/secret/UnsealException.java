package dev.gatehouse.secret;

import java.io.Serial;

/** A sealed value cannot be opened. The message holds neither the value nor a key. */
public final class UnsealException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    UnsealException(String message) {
        super(message);
    }
}
