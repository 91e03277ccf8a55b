package dev.gatehouse.token.jwt;

import java.io.Serial;

/** A token is not one of this service's. Without a stack trace: it is an answer, and attackers cause it at will. */
public final class InvalidTokenException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final TokenFlaw flaw;

    InvalidTokenException(TokenFlaw flaw) {
        super("The access token is invalid: " + flaw + ".", null, false, false);
        this.flaw = flaw;
    }

    /**
     * Says why, for the service itself.
     *
     * @return the flaw, not for clients
     */
    public TokenFlaw flaw() {
        return flaw;
    }
}
