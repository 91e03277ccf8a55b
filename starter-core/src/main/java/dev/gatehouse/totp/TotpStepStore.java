package dev.gatehouse.totp;

/** Keeps which step each user used last, so that no code is good twice. Implementations are thread-safe. */
@FunctionalInterface
public interface TotpStepStore {

    /**
     * Uses a step up: one conditional write, never a read and then a write.
     *
     * @param user whose code it is
     * @param step the step of the code
     * @return true if the user's last step was lower and is this one now
     */
    boolean advance(String user, long step);
}
