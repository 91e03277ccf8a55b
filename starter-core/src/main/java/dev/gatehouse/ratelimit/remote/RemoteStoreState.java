package dev.gatehouse.ratelimit.remote;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a store on another machine is in use.
 *
 * @param status how it stands
 * @param since since when
 * @param reason what went wrong, in one line; null unless the status is {@link Status#FALLBACK}
 */
public record RemoteStoreState(
        Status status, Instant since, @Nullable String reason) {

    /** How a store stands. */
    public enum Status {

        /** It has not been reached yet since the start; rules are decided as they say for its failure. */
        CONNECTING,

        /** It decides. */
        UP,

        /** It failed or was too slow; rules are decided as they say for that case. */
        FALLBACK
    }

    /**
     * Tells whether the store decides.
     *
     * @return true if it does
     */
    public boolean isUp() {
        return status == Status.UP;
    }
}
