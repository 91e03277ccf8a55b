package dev.gatehouse.ratelimit;

/** What an operator asked for could not be done, since the store does not answer. Requests never see it. */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Says what could not be done.
     *
     * @param message what could not be done and why
     * @param cause what the store's client said
     */
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
