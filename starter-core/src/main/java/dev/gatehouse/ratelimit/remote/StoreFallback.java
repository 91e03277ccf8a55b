package dev.gatehouse.ratelimit.remote;

import dev.gatehouse.ratelimit.Charge;
import dev.gatehouse.ratelimit.MemoryRateLimitStore;
import dev.gatehouse.ratelimit.PolicyState;
import dev.gatehouse.ratelimit.RateLimitDecision;
import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.StoreFailure;
import java.util.ArrayList;
import java.util.List;

/** Decides without the store, by what each rule says for that case. */
final class StoreFallback {

    private final MemoryRateLimitStore local;
    private final long nanosToRetry;

    StoreFallback(MemoryRateLimitStore local, long nanosToRetry) {
        this.local = local;
        this.nanosToRetry = nanosToRetry;
    }

    MemoryRateLimitStore local() {
        return local;
    }

    RateLimitDecision decide(List<Charge> charges) {
        List<Charge> counted = new ArrayList<>(charges.size());
        List<PolicyState> unavailable = new ArrayList<>(1);
        boolean refused = false;
        for (Charge charge : charges) {
            RateLimitRule rule = charge.rule();
            if (rule.fallback() == StoreFailure.LOCAL) {
                counted.add(charge);
            } else if (rule.fallback() == StoreFailure.CLOSED) {
                unavailable.add(PolicyState.unavailable(rule, nanosToRetry));
                refused |= !rule.isShadow();
            }
        }
        if (refused) {
            counted.forEach(charge ->
                    unavailable.addAll(local.lookUp(charge.rule(), charge.key().subject())));
            return RateLimitDecision.of(unavailable);
        }
        RateLimitDecision decision = counted.isEmpty() ? RateLimitDecision.UNLIMITED : local.tryConsume(counted);
        return unavailable.isEmpty() ? decision : decision.and(RateLimitDecision.of(unavailable));
    }
}
