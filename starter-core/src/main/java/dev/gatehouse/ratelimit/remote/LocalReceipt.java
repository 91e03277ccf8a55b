package dev.gatehouse.ratelimit.remote;

import dev.gatehouse.ratelimit.Charge;
import dev.gatehouse.ratelimit.RateLimitDecision;
import dev.gatehouse.ratelimit.Receipt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Of a charge that was counted in this instance, since the store did not answer. If the store took it nevertheless and says
 * so late, it moves there, unless it was changed here by then: no charge counts at two places. Thread-safe.
 */
final class LocalReceipt implements Receipt {

    private enum Place {
        HERE_UNTIL_ANSWERED,
        HERE,
        IN_STORE
    }

    private final AtomicReference<Place> place = new AtomicReference<>(Place.HERE_UNTIL_ANSWERED);

    /** Tells whether what is changed has to be changed in this instance; if so, the charge stays here. */
    static boolean holdsHere(@Nullable Receipt receipt) {
        return receipt instanceof LocalReceipt local && local.staysHere();
    }

    private boolean staysHere() {
        place.compareAndSet(Place.HERE_UNTIL_ANSWERED, Place.HERE);
        return place.get() == Place.HERE;
    }

    /** Tells whether the charge counts in the store from now on. */
    boolean movesToStore() {
        return place.compareAndSet(Place.HERE_UNTIL_ANSWERED, Place.IN_STORE);
    }

    /** Hands one out for each charge that was counted here. */
    static RateLimitDecision handOut(List<Charge> charges, RateLimitDecision decision) {
        if (!decision.allowed()) {
            return decision;
        }
        Map<Charge, Receipt> receipts = new HashMap<>();
        for (Charge charge : charges) {
            if (decision.hasTaken(charge)) {
                receipts.put(charge, new LocalReceipt());
            }
        }
        return RateLimitDecision.of(decision.states(), receipts);
    }
}
