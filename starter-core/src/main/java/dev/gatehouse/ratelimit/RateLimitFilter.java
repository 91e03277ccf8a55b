package dev.gatehouse.ratelimit;

import dev.gatehouse.web.HookedResponse;
import dev.gatehouse.web.HttpRequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * The limits of one stage. The one in front of authentication protects its password hashing, the one behind it knows the
 * user. Counts a request once: dispatch REQUEST only, and not again when that is nested. Thread-safe.
 */
public final class RateLimitFilter extends HttpRequestFilter {

    private final RateLimitGate gate;
    private final RateLimitRules rules;
    private final RateLimitStage stage;

    /**
     * Creates the filter of the stage in front of authentication.
     *
     * @param gate lets in or refuses
     * @param rules what applies to which request
     */
    public RateLimitFilter(RateLimitGate gate, RateLimitRules rules) {
        this(gate, rules, RateLimitStage.BEFORE_AUTHENTICATION);
    }

    /**
     * Creates the filter of a stage.
     *
     * @param gate lets in or refuses
     * @param rules what applies to which request
     * @param stage the stage whose rules hold here
     */
    public RateLimitFilter(RateLimitGate gate, RateLimitRules rules, RateLimitStage stage) {
        this.gate = gate;
        this.rules = rules;
        this.stage = stage;
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse original, FilterChain chain)
            throws IOException, ServletException {
        RequestCharges earlier = RequestCharges.of(request);
        if (earlier != null && earlier.hasReached(stage)) {
            chain.doFilter(request, original);
            return;
        }
        List<RateLimitRule> applying = rules.applyingTo(request, stage);
        if (earlier != null) {
            withinEarlierStage(request, original, applying, chain, earlier);
            return;
        }
        HookedResponse response = HookedResponse.of(request, original);
        RequestCharges charges = gate.begin(request, response);
        if (gate.admit(request, response, stage, applying, charges)) {
            goOn(request, response, chain, charges);
        }
        if (!request.isAsyncStarted()) {
            response.settle();
        }
    }

    /** The earlier stage sees to the headers and to what the answer makes undone. */
    private void withinEarlierStage(
            HttpServletRequest request,
            HttpServletResponse response,
            List<RateLimitRule> applying,
            FilterChain chain,
            RequestCharges charges)
            throws IOException, ServletException {
        if (applying.isEmpty() || gate.admit(request, response, stage, applying, charges)) {
            chain.doFilter(request, response);
        }
    }

    private static void goOn(
            HttpServletRequest request, HookedResponse response, FilterChain chain, RequestCharges charges)
            throws IOException, ServletException {
        Throwable failure = null;
        try {
            chain.doFilter(request, response);
        } catch (Throwable e) {
            failure = e;
            throw e;
        } finally {
            AnsweredRequest.complete(request, response, failure, charges);
        }
    }
}
