package dev.gatehouse.ratelimit.remote;

import dev.gatehouse.ratelimit.Charge;
import dev.gatehouse.ratelimit.PolicyState;
import dev.gatehouse.ratelimit.RateLimitDecision;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A charge that the store was asked for. Belongs to one thread. */
final class Question {

    final Charge charge;
    RateLimitDecision answer = RateLimitDecision.UNLIMITED;
    private final CompletableFuture<RateLimitDecision> coming;

    private Question(Charge charge, CompletableFuture<RateLimitDecision> coming) {
        this.charge = charge;
        this.coming = coming;
    }

    static Question asked(Charge charge, CompletableFuture<RateLimitDecision> coming) {
        return new Question(charge, coming);
    }

    /** One that the store need not be asked. */
    static Question answered(Charge charge, RateLimitDecision known) {
        Question question = new Question(charge, CompletableFuture.completedFuture(known));
        question.answer = known;
        return question;
    }

    /** Waits for the answer; gives what went wrong, or null if it is there. */
    @Nullable
    Throwable await(long deadline) {
        try {
            answer = coming.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e;
        } catch (ExecutionException e) {
            return e.getCause() == null ? e : e.getCause();
        } catch (TimeoutException e) {
            return e;
        }
    }

    boolean isAnswered() {
        return answer != RateLimitDecision.UNLIMITED;
    }

    boolean isTaken() {
        return isTaken(answer);
    }

    /** The request was refused meanwhile. */
    void whenTaken(Consumer<Charge> giveBack) {
        coming.thenAccept(late -> {
            if (isTaken(late)) {
                giveBack.accept(charge);
            }
        });
    }

    private static boolean isTaken(RateLimitDecision decision) {
        List<PolicyState> states = decision.states();
        for (int i = 0; i < states.size(); i++) {
            if (states.get(i).isViolated()) {
                return false;
            }
        }
        return true;
    }
}
