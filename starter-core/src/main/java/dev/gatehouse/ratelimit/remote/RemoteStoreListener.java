package dev.gatehouse.ratelimit.remote;

/** Hears how a store on another machine does, for metrics. Must be quick and must not throw. */
public interface RemoteStoreListener {

    /**
     * Called once per decision that asked the store, on the thread of the request.
     *
     * @param nanos how long the request waited, in nanoseconds
     * @param answered whether the store answered in time, and with no error
     */
    default void onDecision(long nanos, boolean answered) {}

    /** Called for each request that was refused without asking, on the thread of the request. */
    default void onKnownRefusal() {}

    /**
     * Called when the state has changed, on any thread.
     *
     * @param state the new state
     */
    default void onStateChange(RemoteStoreState state) {}
}
