package dev.gatehouse.https;

import dev.gatehouse.error.ErrorCategory;
import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.ErrorSeverity;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.Refusal;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.net.ClientAddressResolver;
import dev.gatehouse.net.ForwardedTarget;
import dev.gatehouse.net.Probes;
import dev.gatehouse.web.HttpRequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a service on HTTPS. A navigation in plain HTTP is redirected, to a trusted host only. Anything else is refused
 * with 403: a program that is redirected has sent its credentials in the clear and goes on doing so unnoticed (OWASP ASVS
 * 5.0, 4.1.2). The status is not 426, which has to name a protocol for an upgrade of this connection (RFC 9110, 15.5.22),
 * and no client upgrades to TLS that way. Probes, challenges of ACME (RFC 8555, 8.3) and loopback are served.
 *
 * <p>Stands behind the trusted hosts and in front of CORS, for the dispatch REQUEST. Immutable but for its warnings,
 * thread-safe.
 */
public final class HttpsFilter extends HttpRequestFilter {

    /** The request came in plain HTTP. */
    public static final ErrorCode HTTPS_REQUIRED = new ErrorCode(
            "https_required",
            403,
            "This service answers over HTTPS only. Use an https URL, and replace credentials that were sent over plain"
                    + " HTTP.",
            ErrorCategory.REQUEST,
            ErrorSeverity.WARNING);

    private static final String NOT_RECOGNISED = "This service cannot tell whether the request came over HTTPS, because"
            + " the proxy in front of it does not say so in a way that counts. Its operator has to correct that.";

    private static final Problem PLAIN_HTTP = problem("plain_http");
    private static final Problem NO_TRUSTED_HOST = problem("no_trusted_host");
    private static final Problem UNRECOGNISED = problem("unrecognised_https").withMessage(NOT_RECOGNISED);

    private final HttpsSettings settings;
    private final ForwardedTarget forwarded;
    private final Exemptions exemptions;
    private final RedirectTarget target;
    private final HiddenTls hiddenTls;
    private final HttpsWarnings warnings = new HttpsWarnings();
    private final RejectionWriter rejections;

    /**
     * Creates the filter.
     *
     * @param settings what becomes of requests in plain HTTP
     * @param addresses tells who sent a request
     * @param forwarded reads what trusted proxies forward
     * @param probes who is served in plain HTTP
     * @param rejections writes the refusals
     */
    public HttpsFilter(
            HttpsSettings settings,
            ClientAddressResolver addresses,
            ForwardedTarget forwarded,
            Probes probes,
            RejectionWriter rejections) {
        this.settings = settings;
        this.forwarded = forwarded;
        this.exemptions = new Exemptions(settings, probes, addresses);
        this.target = new RedirectTarget(settings, forwarded);
        this.hiddenTls = new HiddenTls(settings.loopDetection(), forwarded);
        this.rejections = rejections;
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (settings.mode() == HttpsMode.OFF
                || request.isSecure()
                || forwarded.isHttps(request)
                || exemptions.include(request)) {
            chain.doFilter(request, response);
            return;
        }
        answer(request, response);
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HiddenTls.Sign sign = hiddenTls.sign(request);
        warnings.found(sign, request);
        if (sign == HiddenTls.Sign.CLAIM || sign == HiddenTls.Sign.COOKIE) {
            rejections.write(request, response, UNRECOGNISED);
            return;
        }
        if (!mayBeRedirected(request)) {
            rejections.write(request, response, PLAIN_HTTP);
            return;
        }
        @Nullable String location = target.of(request);
        if (location == null) {
            warnings.noTrustedHost();
            rejections.write(request, response, NO_TRUSTED_HOST);
            return;
        }
        response.setStatus(settings.redirectStatus());
        response.setHeader("Location", location);
        // A redirect kept in a cache would outlive the mistake that caused it; what is meant to last is said by HSTS.
        response.setHeader("Cache-Control", "no-store");
        hiddenTls.mark(response);
        response.setContentLength(0);
    }

    private boolean mayBeRedirected(HttpServletRequest request) {
        return switch (settings.mode()) {
            case AUTO -> Navigation.isNavigation(request);
            case REDIRECT -> Navigation.isHarmless(request);
            case REJECT, OFF -> false;
        };
    }

    private static Problem problem(String reason) {
        return Problem.of(HTTPS_REQUIRED).refusedBy(new Refusal("https", reason));
    }
}
