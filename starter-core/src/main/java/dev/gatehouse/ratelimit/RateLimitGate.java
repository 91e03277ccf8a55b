package dev.gatehouse.ratelimit;

import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.Refusal;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.net.CidrSet;
import dev.gatehouse.net.ClientAddressResolver;
import dev.gatehouse.net.IpAddress;
import dev.gatehouse.web.HookedResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where both stages let a request in or answer it with 429. When the second refuses, the first gets back what it took,
 * so that a refusal spends nothing. Thread-safe.
 */
public final class RateLimitGate {

    private static final Logger log = LoggerFactory.getLogger(RateLimitGate.class);

    private static final URI QUOTA_EXCEEDED =
            URI.create("https://iana.org/assignments/http-problem-types#quota-exceeded");

    private static final Problem EXCEEDED = Problem.of(ErrorCode.RATE_LIMIT_EXCEEDED)
            .withType(QUOTA_EXCEEDED)
            .refusedBy(new Refusal("rate_limit", "exceeded"));

    private final RateLimiter limiter;
    private final RateLimitHeaders headers;
    private final CidrSet exemptAddresses;
    private final ClientAddressResolver addresses;
    private final RejectionWriter rejections;
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
        this.rejections = rejections;
    }

    /**
     * Lets the request in or refuses it. Its headers are written when the response is committed.
     *
     * @param request the request
     * @param response its response
     * @param rules the rules of this stage that apply
     * @return true if the request may go on; false if it was answered
     * @throws IOException if the client cannot be reached
     */
    public boolean admit(HttpServletRequest request, HttpServletResponse response, List<RateLimitRule> rules)
            throws IOException {
        RequestLimits limits = RequestLimits.of(request);
        if (limits == null) {
            limits = begin(request, response);
        }
        if (limits.isExempt()) {
            return true;
        }
        List<Charge> charges = charges(request, rules);
        RateLimitDecision decision = limiter.decide(charges);
        if (decision.allowed()) {
            limits.allowed(charges, decision);
            limits.writeUnlessHooked(response);
            return true;
        }
        limiter.refund(limits.taken());
        limits.rejected(decision);
        limits.writeUnlessHooked(response);
        reject(request, response, decision);
        return false;
    }

    /**
     * Tells whether a stage has seen the request already, in this or an earlier dispatch.
     *
     * @param request the request
     * @return true if one has
     */
    public boolean hasSeen(HttpServletRequest request) {
        return RequestLimits.of(request) != null;
    }

    private RequestLimits begin(HttpServletRequest request, HttpServletResponse response) {
        RequestLimits limits = new RequestLimits(headers, isExempt(request), response instanceof HookedResponse);
        limits.bindTo(request);
        if (response instanceof HookedResponse hooked) {
            hooked.addHook(limits);
        }
        return limits;
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
            RateLimitRule rule = rules.get(0);
            Object subject = rule.keys().resolve(request);
            return subject == null ? unresolved(rule) : List.of(Charge.of(rule, subject));
        }
        List<Charge> charges = new ArrayList<>(rules.size());
        for (int i = 0; i < rules.size(); i++) {
            RateLimitRule rule = rules.get(i);
            Object subject = rule.keys().resolve(request);
            charges.addAll(subject == null ? unresolved(rule) : List.of(Charge.of(rule, subject)));
        }
        return charges;
    }

    /** One bucket for all who have no key would let each of them lock out the others. */
    private List<Charge> unresolved(RateLimitRule rule) {
        String scope = rule.keys().scope();
        if (warnedScopes.add(scope)) {
            log.warn(
                    "A request has no key of the scope '{}', so the rule '{}' and others of that scope do not limit it."
                            + " Limit such requests by a rule of another scope, e.g. global. Said once.",
                    scope,
                    rule.name());
        }
        limiter.tellUnresolved(rule);
        return List.of();
    }

    private void reject(HttpServletRequest request, HttpServletResponse response, RateLimitDecision decision)
            throws IOException {
        Problem problem = EXCEEDED.withRetryAfter(decision.retryAfter())
                .withExtension("violated-policies", decision.violatedPolicies());
        rejections.write(request, response, problem);
    }
}
