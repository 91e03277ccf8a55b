package dev.gatehouse.limits;

import dev.gatehouse.error.Problem;

/**
 * Ends the work on a request whose body was refused while it was read. Not an {@code IOException}: code that reads takes
 * those for a client that went away.
 */
final class BodyRefusedException extends IllegalStateException {

    BodyRefusedException(Problem why) {
        super(why.message());
    }

    /** Tells of no fault of the code on the stack. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
