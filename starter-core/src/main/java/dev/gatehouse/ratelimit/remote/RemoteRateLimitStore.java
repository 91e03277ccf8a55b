package dev.gatehouse.ratelimit.remote;

import dev.gatehouse.ratelimit.BlockedKey;
import dev.gatehouse.ratelimit.BucketKey;
import dev.gatehouse.ratelimit.Charge;
import dev.gatehouse.ratelimit.MemoryRateLimitStore;
import dev.gatehouse.ratelimit.PolicyState;
import dev.gatehouse.ratelimit.RateLimitDecision;
import dev.gatehouse.ratelimit.RateLimitRule;
import dev.gatehouse.ratelimit.RateLimitStore;
import dev.gatehouse.ratelimit.Receipt;
import dev.gatehouse.ratelimit.StoreUnavailableException;
import dev.gatehouse.ratelimit.Taken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store on another machine, shared by several instances. All charges of a decision are sent together and awaited once,
 * for the time budget at most. What one charge took is given back when another one refuses.
 *
 * <p>A key that was refused is refused from memory until its tokens are back. A charge that gets no answer in time is
 * decided as its rule says ({@link RateLimitRule#fallback}); after several of them in a row no more are sent until
 * a probe in the background finds the store well. No method throws or waits longer because the store fails, but {@link
 * #reset}, which must not seem to have worked. Thread-safe.
 */
public final class RemoteRateLimitStore implements RateLimitStore, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RemoteRateLimitStore.class);

    private static final Duration OPERATORS_PATIENCE = Duration.ofSeconds(1);

    private final RemoteBuckets buckets;
    private final long budgetNanos;
    private final StoreFallback fallback;
    private final StoreHealth health;
    private final KnownRefusals refusals;
    private final RemoteStoreListener[] listeners;

    /**
     * Creates the store and begins to look for the other machine, without waiting for it.
     *
     * @param buckets the buckets on the other machine; the caller closes what they need
     * @param local counts while the other machine does not
     * @param settings how long to wait
     * @param listeners hear how it does
     */
    public RemoteRateLimitStore(
            RemoteBuckets buckets,
            MemoryRateLimitStore local,
            RemoteStoreSettings settings,
            List<RemoteStoreListener> listeners) {
        this.buckets = buckets;
        this.budgetNanos = settings.timeBudget().toNanos();
        this.fallback = new StoreFallback(
                local, settings.probeInterval().plus(settings.timeBudget()).toNanos());
        this.listeners = listeners.toArray(RemoteStoreListener[]::new);
        this.health = new StoreHealth(buckets, settings, List.of(this.listeners));
        this.refusals = new KnownRefusals(settings.refusalMemory(), settings.rememberedRefusals(), this::handOn);
        this.health.start();
    }

    /**
     * Names the other machine's kind for people.
     *
     * @return for example {@code Redis}
     */
    public String name() {
        return buckets.name();
    }

    /**
     * Tells how the other machine stands.
     *
     * @return its state
     */
    public RemoteStoreState state() {
        return health.state();
    }

    /**
     * Waits until the other machine has answered once.
     *
     * @param atMost how long to wait at most
     * @return whether it decides now
     */
    public boolean awaitUp(Duration atMost) {
        return health.awaitUp(atMost);
    }

    @Override
    public RateLimitDecision tryConsume(List<Charge> charges) {
        long now = System.nanoTime();
        RateLimitDecision known = knownRefusal(charges, now);
        if (known != null) {
            return known;
        }
        return health.isUp() ? ask(charges, now) : decideHere(charges);
    }

    private @Nullable RateLimitDecision knownRefusal(List<Charge> charges, long now) {
        RateLimitDecision known = null;
        for (int i = 0; i < charges.size(); i++) {
            Charge charge = charges.get(i);
            RateLimitDecision refusal = charge.rule().isShadow() ? null : refusals.find(charge, now);
            if (refusal != null) {
                refusals.count(charge);
                known = known == null ? refusal : known.and(refusal);
            }
        }
        if (known != null) {
            for (RemoteStoreListener listener : listeners) {
                listener.onKnownRefusal();
            }
        }
        return known;
    }

    private RateLimitDecision decideHere(List<Charge> charges) {
        return LocalReceipt.handOut(charges, fallback.decide(charges));
    }

    private RateLimitDecision ask(List<Charge> charges, long start) {
        List<Question> questions = send(charges, start);
        List<Charge> unanswered = await(questions, start);
        RateLimitDecision decision = RateLimitDecision.UNLIMITED;
        for (Question question : questions) {
            decision = decision.and(question.answer);
        }
        if (unanswered.isEmpty()) {
            return decision.allowed() ? decision : undo(questions, List.of(), RateLimitDecision.UNLIMITED, decision);
        }
        RateLimitDecision rest = decideHere(unanswered);
        decision = decision.and(rest);
        if (!decision.allowed()) {
            return undo(questions, unanswered, rest, decision);
        }
        awaitLateAnswers(questions, rest.receipts());
        return decision;
    }

    private void awaitLateAnswers(List<Question> questions, Map<Charge, Receipt> receipts) {
        for (Question question : questions) {
            if (question.isAnswered()) {
                continue;
            }
            if (receipts.get(question.charge) instanceof LocalReceipt receipt) {
                question.whenTaken(charge -> countOnce(charge, receipt));
            } else {
                // It passed uncounted, and nobody will give back or settle what they do not know of.
                question.whenTaken(this::giveBack);
            }
        }
    }

    /** What was counted here turns out to be taken by the store as well. */
    private void countOnce(Charge charge, LocalReceipt receipt) {
        if (receipt.movesToStore()) {
            fallback.local().refund(List.of(charge));
        } else {
            giveBack(charge);
        }
    }

    private List<Question> send(List<Charge> charges, long now) {
        Map<Charge, RateLimitDecision> known = knownShadows(charges, now);
        List<Charge> unknown = known.isEmpty()
                ? charges
                : charges.stream().filter(charge -> !known.containsKey(charge)).toList();
        Iterator<CompletableFuture<RateLimitDecision>> answers = take(unknown).iterator();
        List<Question> questions = new ArrayList<>(charges.size());
        for (int i = 0; i < charges.size(); i++) {
            Charge charge = charges.get(i);
            RateLimitDecision refusal = known.get(charge);
            questions.add(
                    refusal == null ? Question.asked(charge, answers.next()) : Question.answered(charge, refusal));
        }
        return questions;
    }

    private Map<Charge, RateLimitDecision> knownShadows(List<Charge> charges, long now) {
        Map<Charge, RateLimitDecision> known = Map.of();
        for (int i = 0; i < charges.size(); i++) {
            Charge charge = charges.get(i);
            RateLimitDecision refusal = charge.rule().isShadow() ? refusals.find(charge, now) : null;
            if (refusal != null) {
                known = known.isEmpty() ? new HashMap<>() : known;
                known.put(charge, refusal);
            }
        }
        return known;
    }

    private List<CompletableFuture<RateLimitDecision>> take(List<Charge> charges) {
        if (charges.size() == 1) {
            Charge charge = charges.get(0);
            return List.of(buckets.take(charge, refusals.drain(charge.key())));
        }
        return buckets.takeAll(charges, refusals::drain);
    }

    private List<Charge> await(List<Question> questions, long start) {
        List<Charge> unanswered = List.of();
        for (Question question : questions) {
            if (question.isAnswered()) {
                // From memory: it says nothing about the store, and is not to be remembered for longer.
                continue;
            }
            Throwable failure = question.await(start + budgetNanos);
            long nanos = System.nanoTime() - start;
            if (failure == null) {
                health.answered(nanos);
                refusals.remember(question.charge, question.answer, start);
                continue;
            }
            if (!(failure instanceof InterruptedException)) {
                health.failed(nanos, failure);
            }
            unanswered = unanswered.isEmpty() ? new ArrayList<>(questions.size()) : unanswered;
            unanswered.add(question.charge);
        }
        for (RemoteStoreListener listener : listeners) {
            listener.onDecision(System.nanoTime() - start, unanswered.isEmpty());
        }
        return unanswered;
    }

    /** A client that is refused gets back what it spent, and sees that. */
    private RateLimitDecision undo(
            List<Question> questions, List<Charge> unanswered, RateLimitDecision rest, RateLimitDecision decision) {
        List<PolicyState> states = new ArrayList<>(decision.states());
        for (Question question : questions) {
            if (question.isAnswered() && question.isTaken()) {
                giveBack(question.charge);
                restore(states, question.charge);
            } else if (!question.isAnswered()) {
                question.whenTaken(this::giveBack);
            }
        }
        if (rest.allowed() && !unanswered.isEmpty()) {
            List<Charge> taken = unanswered.stream().filter(rest::hasTaken).toList();
            fallback.local().refund(taken);
            taken.forEach(charge -> restore(states, charge));
        }
        return RateLimitDecision.of(states);
    }

    private static void restore(List<PolicyState> states, Charge charge) {
        states.replaceAll(state ->
                state.policy().rule() == charge.rule() && !state.isViolated() ? state.givenBack(charge.cost()) : state);
    }

    private void handOn(Charge charge, int earlierRefusals) {
        if (!health.isUp()) {
            return;
        }
        long now = System.nanoTime();
        Charge free = charge.withCost(0);
        forget(buckets.take(free, earlierRefusals).thenAccept(decision -> refusals.remember(free, decision, now)));
    }

    /** Each charge where it was taken. While the store does not answer, what it took stays taken. */
    @Override
    public void refund(List<Charge> charges, RateLimitDecision decided) {
        for (Charge charge : charges) {
            if (LocalReceipt.holdsHere(decided.receipts().get(charge))) {
                fallback.local().refund(List.of(charge));
            } else if (health.isUp()) {
                giveBack(charge);
            }
        }
    }

    /** Only once the tokens are back is what was refused meanwhile out of date. */
    private void giveBack(Charge charge) {
        forget(buckets.giveBack(charge).thenRun(() -> refusals.end(charge.key())));
    }

    @Override
    public CompletableFuture<Taken> settle(Taken taken, int cost) {
        if (LocalReceipt.holdsHere(taken.receipt())) {
            return fallback.local().settle(taken, cost);
        }
        if (!health.isUp()) {
            return CompletableFuture.failedFuture(new IllegalStateException(buckets.name() + " does not answer."));
        }
        return buckets.settle(taken, cost)
                .whenComplete((now, failure) -> refusals.end(taken.charge().key()));
    }

    /** Nobody waits for the end. */
    private static void forget(CompletableFuture<?> sent) {
        sent.whenComplete((done, failure) -> {
            if (failure != null) {
                log.debug("A change of a rate limit's tokens was lost.", failure);
            }
        });
    }

    @Override
    public List<PolicyState> lookUp(RateLimitRule rule, Object subject) {
        if (!health.isUp()) {
            return fallback.local().lookUp(rule, subject);
        }
        try {
            return operatorsWait(buckets.lookUp(rule, subject));
        } catch (ExecutionException | TimeoutException e) {
            return fallback.local().lookUp(rule, subject);
        }
    }

    @Override
    public void reset(BucketKey key) {
        fallback.local().reset(key);
        refusals.forget(key);
        try {
            operatorsWait(buckets.reset(key));
        } catch (ExecutionException | TimeoutException e) {
            throw new StoreUnavailableException(
                    "The key was reset in this instance only: " + buckets.name() + " does not answer.", e);
        }
    }

    /** Lists the keys that all instances block, or while the store does not answer, those that this one does. */
    @Override
    public List<BlockedKey> blocked(int atMost) {
        if (!health.isUp()) {
            return fallback.local().blocked(atMost);
        }
        try {
            return operatorsWait(buckets.blocked(atMost));
        } catch (ExecutionException | TimeoutException e) {
            return fallback.local().blocked(atMost);
        }
    }

    @Override
    public long countBlocked() {
        if (!health.isUp()) {
            return fallback.local().countBlocked();
        }
        try {
            return operatorsWait(buckets.countBlocked());
        } catch (ExecutionException | TimeoutException e) {
            return fallback.local().countBlocked();
        }
    }

    private static <T> T operatorsWait(CompletableFuture<T> answer) throws ExecutionException, TimeoutException {
        try {
            return answer.get(OPERATORS_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExecutionException(e);
        }
    }

    /** Stops looking for the other machine. */
    @Override
    public void close() {
        health.close();
    }
}
