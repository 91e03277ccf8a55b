package dev.gatehouse.ratelimit;

import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.Refusal;
import dev.gatehouse.error.RejectionWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;

/** Answers refused requests, with the problem types of draft-ietf-httpapi-ratelimit-headers-11. */
final class RateLimitProblems {

    private static final String TYPES = "https://iana.org/assignments/http-problem-types#";

    private static final Problem EXCEEDED = Problem.of(ErrorCode.RATE_LIMIT_EXCEEDED)
            .withType(URI.create(TYPES + "quota-exceeded"))
            .refusedBy(new Refusal("rate_limit", "exceeded"));

    private static final Problem BLOCKED = Problem.of(ErrorCode.RATE_LIMIT_EXCEEDED)
            .withType(URI.create(TYPES + "abnormal-usage-detected"))
            .refusedBy(new Refusal("rate_limit", "blocked"));

    private static final Problem UNAVAILABLE = Problem.of(ErrorCode.UNAVAILABLE)
            .withType(URI.create(TYPES + "temporary-reduced-capacity"))
            .refusedBy(new Refusal("rate_limit", "store_unavailable"));

    private final RejectionWriter rejections;

    RateLimitProblems(RejectionWriter rejections) {
        this.rejections = rejections;
    }

    void reject(HttpServletRequest request, HttpServletResponse response, RateLimitDecision decision)
            throws IOException {
        Problem problem = problem(decision)
                .withRetryAfter(decision.retryAfter())
                .withExtension("violated-policies", decision.violatedPolicies());
        rejections.write(request, response, problem);
    }

    private static Problem problem(RateLimitDecision decision) {
        Policy.Kind refusal = decision.refusal();
        if (refusal == Policy.Kind.UNAVAILABLE) {
            return UNAVAILABLE;
        }
        return refusal == Policy.Kind.PENALTY ? BLOCKED : EXCEEDED;
    }
}
