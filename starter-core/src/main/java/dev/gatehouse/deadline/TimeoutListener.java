package dev.gatehouse.deadline;

/** Hears of requests that took too long, e.g. to count them. Called on a thread of its own that must not be held up. */
public interface TimeoutListener {

    /** A request was interrupted because its deadline has passed. */
    default void onTimeout() {}

    /** A worker that was interrupted goes on all the same. Called once for each. */
    default void onStuck() {}
}
