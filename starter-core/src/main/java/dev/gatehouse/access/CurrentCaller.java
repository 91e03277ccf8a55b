package dev.gatehouse.access;

import dev.gatehouse.error.ProblemException;
import java.util.Optional;

/** Tells who sent the request that this thread is handling. Thread-safe. */
@FunctionalInterface
public interface CurrentCaller {

    /**
     * Gives the caller.
     *
     * @return the caller; empty if nobody is signed in, and outside of a request
     */
    Optional<Caller> get();

    /**
     * Gives the caller where there has to be one.
     *
     * @return the caller
     * @throws ProblemException answered with 401, if there is none
     */
    default Caller require() {
        return get().orElseThrow(() -> ProblemException.authentication("Authentication is required."));
    }
}
