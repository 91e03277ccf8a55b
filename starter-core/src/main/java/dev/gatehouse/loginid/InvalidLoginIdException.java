package dev.gatehouse.loginid;

import java.io.Serial;

/** A text cannot be a login id. The message says what to write, and never the text. */
public final class InvalidLoginIdException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final LoginIdKind kind;

    InvalidLoginIdException(LoginIdKind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public LoginIdKind kind() {
        return kind;
    }
}
