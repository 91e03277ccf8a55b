package dev.gatehouse.ratelimit.remote;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.gatehouse.ratelimit.BucketKey;
import dev.gatehouse.ratelimit.Charge;
import dev.gatehouse.ratelimit.Penalty;
import dev.gatehouse.ratelimit.Policy;
import dev.gatehouse.ratelimit.PolicyState;
import dev.gatehouse.ratelimit.RateLimitDecision;
import dev.gatehouse.ratelimit.RuleTerms;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The keys that the store has refused just now. They are refused again without asking until their tokens are back, so a
 * flood costs the store next to nothing. Refusals that a penalty has to hear of are counted and handed on.
 */
final class KnownRefusals {

    private static final int ANY_COST = 0;

    private final long memoryNanos;
    private final ObjIntConsumer<Charge> handOn;
    private final Cache<BucketKey, Refusal> refusals;

    KnownRefusals(Duration memory, int atMost, ObjIntConsumer<Charge> handOn) {
        this.memoryNanos = memory.toNanos();
        this.handOn = handOn;
        this.refusals = Caffeine.newBuilder()
                .maximumSize(atMost)
                .expireAfterWrite(memory.multipliedBy(2).plusSeconds(1))
                .scheduler(Scheduler.systemScheduler())
                .removalListener(this::onRemoval)
                .build();
    }

    private void onRemoval(@Nullable BucketKey key, @Nullable Refusal refusal, RemovalCause cause) {
        if (refusal != null && cause.wasEvicted()) {
            int waiting = refusal.drain();
            if (waiting > 0) {
                handOn.accept(refusal.charge, waiting);
            }
        }
    }

    /** Gives what the store would say, or null if it has to be asked. */
    @Nullable
    RateLimitDecision find(Charge charge, long now) {
        Refusal refusal = refusals.getIfPresent(charge.key());
        return refusal != null && refusal.holdsFor(charge, now) ? refusal.decision(now) : null;
    }

    /** Counts a refusal that {@link #find} led to. */
    void count(Charge charge) {
        Penalty penalty = charge.rule().isShadow() ? null : charge.rule().penalty();
        Refusal refusal = penalty == null ? null : refusals.getIfPresent(charge.key());
        if (penalty == null || refusal == null || refusal.cost == ANY_COST) {
            return;
        }
        if (refusal.uncounted.incrementAndGet() >= penalty.rejections()) {
            int waiting = refusal.drain();
            if (waiting > 0) {
                handOn.accept(charge, waiting);
            }
        }
    }

    /** Gives how many refusals of the key nobody has told the store; the caller does. */
    int drain(BucketKey key) {
        Refusal refusal = refusals.getIfPresent(key);
        return refusal == null ? 0 : refusal.drain();
    }

    /** Remembers what the store said, if it refused. */
    void remember(Charge charge, RateLimitDecision decision, long asked) {
        if (memoryNanos == 0) {
            return;
        }
        long wait = 0;
        boolean blocked = false;
        List<PolicyState> states = decision.states();
        for (int i = 0; i < states.size(); i++) {
            wait = Math.max(wait, states.get(i).nanosToWait());
            blocked |= states.get(i).policy().kind() == Policy.Kind.PENALTY;
        }
        if (wait == 0) {
            return;
        }
        RuleTerms terms = charge.rule().terms();
        int cost = blocked ? ANY_COST : terms.affordable(charge.cost());
        Refusal refusal = new Refusal(charge, terms, cost, decision, asked, asked + Math.min(wait, memoryNanos));
        refusals.asMap().compute(charge.key(), (key, known) -> {
            if (known != null) {
                refusal.uncounted.addAndGet(known.drain());
            }
            return refusal;
        });
    }

    /** Tokens came back: the store has to be asked. */
    void end(BucketKey key) {
        Refusal refusal = refusals.getIfPresent(key);
        if (refusal != null) {
            refusal.ended = true;
        }
    }

    void forget(BucketKey key) {
        refusals.invalidate(key);
    }

    private static final class Refusal {

        final Charge charge;
        final RuleTerms terms;
        final int cost;
        final RateLimitDecision decision;
        final long asked;
        final long until;
        final AtomicInteger uncounted = new AtomicInteger();
        volatile boolean ended;

        Refusal(Charge charge, RuleTerms terms, int cost, RateLimitDecision decision, long asked, long until) {
            this.charge = charge;
            this.terms = terms;
            this.cost = cost;
            this.decision = decision;
            this.asked = asked;
            this.until = until;
        }

        boolean holdsFor(Charge again, long now) {
            RuleTerms current = again.rule().terms();
            return !ended && now - until < 0 && current == terms && current.affordable(again.cost()) >= cost;
        }

        int drain() {
            return uncounted.get() == 0 ? 0 : uncounted.getAndSet(0);
        }

        RateLimitDecision decision(long now) {
            long passed = now - asked;
            return RateLimitDecision.of(decision.states().stream()
                    .map(state -> later(state, passed))
                    .toList());
        }

        private static PolicyState later(PolicyState state, long passed) {
            long wait = state.isViolated() ? Math.max(1, state.nanosToWait() - passed) : 0;
            return new PolicyState(
                    state.policy(), state.remaining(), Math.max(wait, state.nanosToFull() - passed), wait);
        }
    }
}
