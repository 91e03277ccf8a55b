package dev.gatehouse.access;

import dev.gatehouse.error.ProblemException;

/**
 * Asks for a recent log-in from code, where {@link RequireStepUp} would ask too often: what is at stake may depend on the request,
 * such as a change of a name or of an address. Thread-safe.
 */
@FunctionalInterface
public interface StepUp {

    /**
     * Holds that the caller has logged in recently, with the second factor if there is one. How recently is for the configuration
     * to say.
     *
     * @throws ProblemException answered as by {@link RequireStepUp}: with 401 {@code step_up_required} and a challenge if the
     *     log-in is too old, with 401 if there is no caller, with 403 for an API key
     */
    void require();
}
