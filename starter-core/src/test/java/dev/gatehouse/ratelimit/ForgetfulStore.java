package dev.gatehouse.ratelimit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** Counts the charges of all rules but one, as a store does that is gone while that rule fails open. */
final class ForgetfulStore implements RateLimitStore {

    final List<Charge> refunded = new ArrayList<>();
    final List<Receipt> receipts = new ArrayList<>();
    boolean throwing;
    CompletableFuture<?> answering = CompletableFuture.completedFuture(true);
    private final MemoryRateLimitStore counting = new MemoryRateLimitStore(1000, () -> 0);
    private final RateLimitRule uncounted;

    ForgetfulStore(RateLimitRule uncounted) {
        this.uncounted = uncounted;
    }

    @Override
    public RateLimitDecision tryConsume(List<Charge> charges) {
        List<Charge> counted =
                charges.stream().filter(charge -> charge.rule() != uncounted).toList();
        return counted.isEmpty() ? RateLimitDecision.UNLIMITED : counting.tryConsume(counted);
    }

    @Override
    public void refund(List<Charge> charges, RateLimitDecision decided) {
        refunded.addAll(charges);
        charges.stream().map(decided.receipts()::get).filter(Objects::nonNull).forEach(receipts::add);
    }

    @Override
    public CompletableFuture<Taken> settle(Taken taken, int cost) {
        if (throwing) {
            throw new IllegalStateException("gone");
        }
        if (taken.receipt() != null) {
            receipts.add(taken.receipt());
        }
        return answering.thenCompose(x -> counting.settle(taken, cost));
    }

    @Override
    public List<PolicyState> lookUp(RateLimitRule rule, Object subject) {
        return counting.lookUp(rule, subject);
    }

    @Override
    public void reset(BucketKey key) {
        counting.reset(key);
    }

    @Override
    public List<BlockedKey> blocked(int atMost) {
        return counting.blocked(atMost);
    }
}
