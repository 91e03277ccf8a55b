package dev.gatehouse.ratelimit;

import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.net.CidrSet;
import dev.gatehouse.net.ClientAddressResolver;
import dev.gatehouse.net.IpAddress;
import dev.gatehouse.web.HookedResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where all stages let a request in or answer it with 429. When a later one refuses, the earlier ones get back what they
 * took, so that a refusal spends nothing. Thread-safe.
 */
public final class RateLimitGate {

    private static final Logger log = LoggerFactory.getLogger(RateLimitGate.class);

    private final RateLimiter limiter;
    private final RateLimitHeaders headers;
    private final CidrSet exemptAddresses;
    private final ClientAddressResolver addresses;
    private final RateLimitProblems problems;
    private final Set<String> warnedScopes = ConcurrentHashMap.newKeySet();

    /**
     * Creates the gate.
     *
     * @param limiter decides
     * @param settings says who is exempt and which headers are written
     * @param addresses tells the client's address
     * @param rejections writes the answers
     */
    public RateLimitGate(
            RateLimiter limiter,
            RateLimitSettings settings,
            ClientAddressResolver addresses,
            RejectionWriter rejections) {
        this.limiter = limiter;
        this.headers = new RateLimitHeaders(settings.headers());
        this.exemptAddresses = settings.exemptAddresses();
        this.addresses = addresses;
        this.problems = new RateLimitProblems(rejections);
    }

    /**
     * Lets the request in or refuses it. Its headers are written when the response is committed. At the handler it may be
     * asked again when the request is dispatched to another one: a rule counts a request there once.
     *
     * @param request the request
     * @param response its response
     * @param stage the stage that the request has reached
     * @param rules the rules of this stage that apply
     * @return true if the request may go on; false if it was answered
     * @throws IOException if the client cannot be reached
     */
    public boolean admit(
            HttpServletRequest request, HttpServletResponse response, RateLimitStage stage, List<RateLimitRule> rules)
            throws IOException {
        RequestCharges requestCharges = RequestCharges.of(request);
        return admit(
                request, response, stage, rules, requestCharges == null ? begin(request, response) : requestCharges);
    }

    boolean admit(
            HttpServletRequest request,
            HttpServletResponse response,
            RateLimitStage stage,
            List<RateLimitRule> rules,
            RequestCharges requestCharges)
            throws IOException {
        requestCharges.reach(stage);
        if (requestCharges.isExempt()) {
            return true;
        }
        boolean atHandler = stage == RateLimitStage.AT_HANDLER;
        List<RateLimitRule> due = atHandler ? requestCharges.dueAtHandler(rules) : rules;
        List<Charge> charges = charges(request, due);
        RateLimitDecision decision = charges.size() == 1 ? limiter.decide(charges.get(0)) : limiter.decide(charges);
        if (decision.allowed()) {
            requestCharges.allowed(charges, decision);
            if (atHandler) {
                requestCharges.countedAtHandler(due);
            }
            requestCharges.writeUnlessHooked(response);
            return true;
        }
        requestCharges.rejected(decision);
        requestCharges.writeUnlessHooked(response);
        problems.reject(request, response, decision);
        return false;
    }

    /** Starts to keep account of a request that no stage has seen. */
    RequestCharges begin(HttpServletRequest request, HttpServletResponse response) {
        RequestCharges requestCharges = new RequestCharges(limiter, headers, isExempt(request));
        requestCharges.bindTo(request);
        if (response instanceof HookedResponse hooked) {
            requestCharges.hookTo(hooked);
        }
        return requestCharges;
    }

    private boolean isExempt(HttpServletRequest request) {
        if (exemptAddresses.isEmpty()) {
            return false;
        }
        IpAddress address = addresses.resolve(request).address();
        return address != null && exemptAddresses.contains(address);
    }

    private List<Charge> charges(HttpServletRequest request, List<RateLimitRule> rules) {
        if (rules.size() == 1) {
            Charge charge = charge(request, rules.get(0));
            return charge == null ? List.of() : List.of(charge);
        }
        List<Charge> charges = new ArrayList<>(rules.size());
        for (int i = 0; i < rules.size(); i++) {
            Charge charge = charge(request, rules.get(i));
            if (charge != null) {
                charges.add(charge);
            }
        }
        return charges;
    }

    private @Nullable Charge charge(HttpServletRequest request, RateLimitRule rule) {
        Object subject = rule.keys().resolve(request);
        if (subject == null) {
            warnOfUnresolved(rule);
            return null;
        }
        int tokens = rule.cost().of(request);
        if (tokens < 0) {
            throw new IllegalStateException("The cost '" + rule.cost().name() + "' of the rule '" + rule.name()
                    + "' is " + tokens + ". It has to be 0 or more.");
        }
        return tokens == 0 ? null : Charge.of(rule, subject, tokens);
    }

    /** One bucket for all who have no key would let each of them lock out the others. */
    private void warnOfUnresolved(RateLimitRule rule) {
        String scope = rule.keys().scope();
        if (!rule.keys().isOptional() && warnedScopes.add(scope)) {
            log.warn(
                    "A request has no key of the scope '{}', so the rule '{}' and others of that scope do not limit it."
                            + " Limit such requests by a rule of another scope, e.g. global. Said once.",
                    scope,
                    rule.name());
        }
        limiter.tellUnresolved(rule);
    }
}
