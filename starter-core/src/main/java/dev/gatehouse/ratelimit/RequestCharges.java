package dev.gatehouse.ratelimit;

import dev.gatehouse.web.HookedResponse;
import dev.gatehouse.web.ResponseHook;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the limits took for one request, and where its client stands; writes that to the response at the last moment.
 * Belongs to the request; {@link #settle} may be called from any thread once the request has come to its handler.
 */
public final class RequestCharges implements ResponseHook {

    private static final String ATTRIBUTE = RequestCharges.class.getName();

    private final RateLimiter limiter;
    private final RateLimitHeaders headers;
    private final boolean exempt;
    private @Nullable HookedResponse hooked;
    private RateLimitDecision decision = RateLimitDecision.UNLIMITED;
    private List<Charge> taken = List.of();
    private List<Settlement> settled = List.of();
    private List<RateLimitRule> countedAtHandlers = List.of();
    private RateLimitStage reached = RateLimitStage.BEFORE_AUTHENTICATION;

    RequestCharges(RateLimiter limiter, RateLimitHeaders headers, boolean exempt) {
        this.limiter = limiter;
        this.headers = headers;
        this.exempt = exempt;
    }

    /**
     * Gives the charges of a request.
     *
     * @param request the request
     * @return its charges, or null if it has not come through the rate limit
     */
    public static @Nullable RequestCharges of(ServletRequest request) {
        return (RequestCharges) request.getAttribute(ATTRIBUTE);
    }

    /**
     * Replaces what a rule took for this request by what it really cost, e.g. the tokens a language model used. Less
     * gives tokens back, more takes them even if they are not there: then later requests wait. Does nothing for a rule
     * that did not count the request, or gave back what it took because of the status of the answer.
     *
     * @param rule the name of the rule
     * @param cost tokens, 0 or more
     */
    public synchronized void settle(String rule, int cost) {
        if (cost < 0) {
            throw new IllegalArgumentException(cost + " is no cost of a request. Use 0 or more tokens.");
        }
        beginToSettle(rule);
        for (Settlement settlement : settled) {
            if (settlement.charge().rule().name().equals(rule)) {
                settlement.to(cost, limiter);
            }
        }
    }

    private void beginToSettle(String rule) {
        List<Charge> rest = new ArrayList<>(taken.size());
        List<Settlement> begun = new ArrayList<>(settled);
        for (Charge charge : taken) {
            if (charge.rule().name().equals(rule)) {
                begun.add(new Settlement(charge, decision));
            } else {
                rest.add(charge);
            }
        }
        taken = rest;
        settled = begun;
    }

    void bindTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    void hookTo(HookedResponse response) {
        response.addHook(this);
        hooked = response;
    }

    void reach(RateLimitStage stage) {
        reached = stage;
    }

    /** Stages come one after the other. */
    boolean hasReached(RateLimitStage stage) {
        return reached.compareTo(stage) >= 0;
    }

    boolean isExempt() {
        return exempt;
    }

    /** A request may come to several handlers; a rule that they share counts it once. */
    List<RateLimitRule> dueAtHandler(List<RateLimitRule> rules) {
        if (countedAtHandlers.isEmpty() || rules.isEmpty()) {
            return rules;
        }
        List<RateLimitRule> due = new ArrayList<>(rules);
        due.removeAll(countedAtHandlers);
        return due;
    }

    void countedAtHandler(List<RateLimitRule> rules) {
        countedAtHandlers = countedAtHandlers.isEmpty() ? rules : joined(countedAtHandlers, rules);
    }

    synchronized void allowed(List<Charge> charges, RateLimitDecision later) {
        decision = decision.and(later);
        List<Charge> counted = counted(charges, later);
        if (!counted.isEmpty()) {
            taken = taken.isEmpty() ? counted : joined(taken, counted);
        }
    }

    private static List<Charge> counted(List<Charge> charges, RateLimitDecision later) {
        if (charges.size() == 1) {
            return later.hasTaken(charges.get(0)) ? charges : List.of();
        }
        List<Charge> counted = new ArrayList<>(charges.size());
        for (int i = 0; i < charges.size(); i++) {
            if (later.hasTaken(charges.get(i))) {
                counted.add(charges.get(i));
            }
        }
        return counted;
    }

    private static <T> List<T> joined(List<T> earlier, List<T> later) {
        List<T> all = new ArrayList<>(earlier.size() + later.size());
        all.addAll(earlier);
        all.addAll(later);
        return all;
    }

    /** Earlier stages get back what they had taken. */
    synchronized void rejected(RateLimitDecision later) {
        List<Charge> givenBack = new ArrayList<>(taken);
        limiter.refund(taken, decision);
        taken = List.of();
        for (Settlement settlement : settled) {
            givenBack.add(settlement.charge());
            settlement.to(0, limiter);
        }
        settled = List.of();
        if (decision == RateLimitDecision.UNLIMITED) {
            decision = later;
            return;
        }
        List<PolicyState> states = new ArrayList<>(decision.states());
        for (Charge charge : givenBack) {
            states.replaceAll(state -> state.policy().rule() == charge.rule() && !state.isViolated()
                    ? state.givenBack(charge.cost())
                    : state);
        }
        decision = RateLimitDecision.of(states).and(later);
    }

    /** Gives back what the answer makes undone. Called once the answer is known, maybe twice. */
    synchronized void complete(int status) {
        if (!awaitsAnswer()) {
            return;
        }
        List<Charge> kept = new ArrayList<>(taken.size());
        List<Charge> undone = new ArrayList<>(taken.size());
        for (int i = 0; i < taken.size(); i++) {
            Charge charge = taken.get(i);
            (isUndoneBy(status, charge) ? undone : kept).add(charge);
        }
        taken = kept;
        limiter.refund(undone, decision);
        completeSettled(status);
    }

    private void completeSettled(int status) {
        List<Settlement> kept = new ArrayList<>(settled.size());
        for (Settlement settlement : settled) {
            if (isUndoneBy(status, settlement.charge())) {
                settlement.to(0, limiter);
            } else {
                kept.add(settlement);
            }
        }
        settled = kept;
    }

    private static boolean isUndoneBy(int status, Charge charge) {
        return charge.rule().refundOn().contains(status);
    }

    /** Tells whether the answer can make anything undone. */
    boolean awaitsAnswer() {
        for (int i = 0; i < taken.size(); i++) {
            if (!taken.get(i).rule().refundOn().isEmpty()) {
                return true;
            }
        }
        for (int i = 0; i < settled.size(); i++) {
            if (!settled.get(i).charge().rule().refundOn().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Without stage one nobody handed a hooked response down the chain; a dispatch may bring another one. */
    void writeUnlessHooked(HttpServletResponse response) {
        if (isHookedTo(response)) {
            return;
        }
        HookedResponse other = HookedResponse.in(response);
        if (other != null) {
            hookTo(other);
        } else if (!response.isCommitted()) {
            beforeCommit(response);
        }
    }

    private boolean isHookedTo(HttpServletResponse response) {
        ServletResponse current = response;
        while (current != hooked && current instanceof ServletResponseWrapper wrapper) {
            current = wrapper.getResponse();
        }
        return current == hooked;
    }

    @Override
    public void beforeCommit(HttpServletResponse response) {
        headers.write(decision, response);
    }
}
