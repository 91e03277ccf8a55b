package dev.gatehouse.hosts;

import dev.gatehouse.error.ErrorCategory;
import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.ErrorSeverity;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.Refusal;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.net.ForwardedTarget;
import dev.gatehouse.net.Probes;
import dev.gatehouse.web.HttpRequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Refuses with 400 a request whose host is none of this service's (RFC 9110, 7.2; CWE-644) or no host at all: it guards
 * links built from the host, caches keyed by it, and services on private addresses against DNS rebinding. Judged are the
 * {@code Host} on the wire, the one the application sees, and those that trusted proxies forwarded. A probe may use any
 * well-formed host, or none.
 *
 * <p>Stands before everything that reads the host, for the dispatch REQUEST. Immutable but for its warnings,
 * thread-safe.
 */
public final class TrustedHostFilter extends HttpRequestFilter {

    /** The host is not one of this service. */
    public static final ErrorCode UNTRUSTED_HOST = new ErrorCode(
            "untrusted_host",
            400,
            "This service does not answer for that host. Check the host in the URL.",
            ErrorCategory.REQUEST,
            ErrorSeverity.WARNING);

    /** The host cannot be read. */
    public static final ErrorCode INVALID_HOST = new ErrorCode(
            "invalid_host",
            400,
            "The request does not name its host in a valid way. Send one Host header with a name or an address, and a"
                    + " port from 1 to 65535 or none.",
            ErrorCategory.REQUEST,
            ErrorSeverity.WARNING);

    private static final Problem NOT_ALLOWED = problem(UNTRUSTED_HOST, "not_allowed");
    private static final Problem UNTRUSTED_FORWARDING = problem(UNTRUSTED_HOST, "untrusted_forwarding");
    private static final Problem MISSING = problem(INVALID_HOST, "missing");
    private static final Problem MALFORMED = problem(INVALID_HOST, "malformed");

    private final HostCheck check;
    private final Probes probes;
    private final RejectionWriter rejections;
    private final HostWarnings warnings = new HostWarnings();

    /**
     * Creates the filter.
     *
     * @param settings which hosts are this service's
     * @param forwarded reads what trusted proxies forward
     * @param probes who may use any host
     * @param rejections writes the refusals
     */
    public TrustedHostFilter(
            TrustedHostSettings settings, ForwardedTarget forwarded, Probes probes, RejectionWriter rejections) {
        this.check = new HostCheck(settings.allowed(), forwarded);
        this.probes = probes;
        this.rejections = rejections;
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HostDecision decision = check.decide(request);
        if (decision == HostDecision.ACCEPTED || (mayBeProbe(decision) && probes.include(request))) {
            chain.doFilter(request, response);
            return;
        }
        warnings.refused(request, decision);
        rejections.write(request, response, problem(decision));
    }

    private static boolean mayBeProbe(HostDecision decision) {
        return decision == HostDecision.NOT_ALLOWED || decision == HostDecision.MISSING;
    }

    private static Problem problem(HostDecision decision) {
        return switch (decision) {
            case MISSING -> MISSING;
            case UNTRUSTED_FORWARDING -> UNTRUSTED_FORWARDING;
            case NOT_ALLOWED -> NOT_ALLOWED;
            case MALFORMED, ACCEPTED -> MALFORMED;
        };
    }

    private static Problem problem(ErrorCode code, String reason) {
        return Problem.of(code).refusedBy(new Refusal("trusted_hosts", reason));
    }
}
