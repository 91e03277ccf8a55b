package dev.gatehouse.ratelimit;

import java.util.concurrent.CompletionException;

/** A store failed to settle all that a request has taken, and knows of which bandwidths it changed something nevertheless. */
public final class PartlySettledException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Taken taken;

    /**
     * Says what was changed.
     *
     * @param taken what the request has taken now
     * @param cause why the rest was not changed
     */
    public PartlySettledException(Taken taken, Throwable cause) {
        super("Not all was settled; taken is now " + taken + ".", cause);
        this.taken = taken;
    }

    /** Gives what a request has taken after a settlement failed. */
    static Taken takenAfter(Throwable failure, Taken before) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof PartlySettledException partly ? partly.taken : before;
    }
}
