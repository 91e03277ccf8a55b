package dev.gatehouse.lockout;

import java.util.function.UnaryOperator;

/**
 * Keeps the states of all subjects; shared by all instances of a service where there are several. Implementations are
 * thread-safe. They commit on their own: a failed log-in rolls its transaction back, and the count must stay.
 */
public interface LoginGuardStore {

    /** Stands between an account or an address and what is counted below it, such as a known device. */
    char SEPARATOR = '/';

    /**
     * Reads a state.
     *
     * @param subject the subject, at most 80 characters of ASCII
     * @return its state, {@link GuardState#CLEAN} if nothing is known
     */
    GuardState find(String subject);

    /**
     * Changes a state in one atomic step: of parallel changes each sees the result of the one before.
     *
     * @param subject the subject
     * @param change gives the new state; without side effects, it may be called several times
     * @return the state before and after
     */
    GuardChange update(String subject, UnaryOperator<GuardState> change);

    /**
     * Forgets a subject.
     *
     * @param subject the subject
     */
    void remove(String subject);

    /**
     * Forgets an account or an address, and all that is counted below it: because somebody said so.
     *
     * @param account the subject; those below it begin with it and {@link #SEPARATOR}
     */
    void removeAccount(String account);
}
