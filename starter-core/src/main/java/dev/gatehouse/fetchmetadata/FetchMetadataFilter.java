package dev.gatehouse.fetchmetadata;

import dev.gatehouse.error.ErrorCategory;
import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.ErrorSeverity;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.Refusal;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.net.Origin;
import dev.gatehouse.net.OriginSet;
import dev.gatehouse.net.SameOrigin;
import dev.gatehouse.web.HttpRequestFilter;
import dev.gatehouse.web.RequestAttributes;
import dev.gatehouse.web.RequestMatcher;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Refuses with 403 a request that changes something and that a page of another site makes the browser send, with the
 * user's cookies. Needs no token: {@code Sec-Fetch-Site} tells (Fetch Metadata, 2.3), and for a browser that does not
 * send it, {@code Origin} against the host. A request with neither does not come from a browser, or from one so old that
 * nothing can be told, and passes, as in Go's {@code http.CrossOriginProtection}.
 *
 * <p>Safe methods (RFC 9110, 9.2.1) pass, except to open a WebSocket, which sends cookies and is not bound by CORS. So
 * do a trusted origin and one that CORS names. Stands behind CORS, so that the refusal can be read. For the dispatch
 * REQUEST. Immutable, thread-safe.
 */
public final class FetchMetadataFilter extends HttpRequestFilter {

    private static final Problem CROSS_SITE = problem("cross_site");
    private static final Problem CROSS_ORIGIN = problem("cross_origin");

    private final OriginSet trusted;
    private final RequestMatcher exempt;
    private final SameOrigin sameOrigin;
    private final RejectionWriter rejections;

    /**
     * Creates the filter.
     *
     * @param trusted other origins whose pages may send anything
     * @param exempt requests that any page may send
     * @param sameOrigin tells pages of this service itself from others
     * @param rejections writes the refusals
     */
    public FetchMetadataFilter(
            OriginSet trusted, RequestMatcher exempt, SameOrigin sameOrigin, RejectionWriter rejections) {
        this.trusted = trusted;
        this.exempt = exempt;
        this.sameOrigin = sameOrigin;
        this.rejections = rejections;
    }

    private static Problem problem(String reason) {
        ErrorCode code = new ErrorCode(
                "cross_site_request",
                403,
                "The browser says that a page of another site sent this request. Send it from a page of this service.",
                ErrorCategory.AUTHORIZATION,
                ErrorSeverity.WARNING);
        return Problem.of(code).refusedBy(new Refusal("fetch_metadata", reason));
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Problem refusal = isHarmless(request) ? null : refusal(request);
        if (refusal == null || isExempt(request)) {
            chain.doFilter(request, response);
            return;
        }
        rejections.write(request, response, refusal);
    }

    private static boolean isHarmless(HttpServletRequest request) {
        return switch (request.getMethod()) {
            case "GET" -> !"websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
            case "HEAD", "OPTIONS" -> true;
            default -> false;
        };
    }

    private @Nullable Problem refusal(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none") ? null : CROSS_SITE;
        }
        String text = request.getHeader("Origin");
        if (text == null) {
            return null;
        }
        Origin origin = Origin.parse(text);
        return origin != null && sameOrigin.isHere(request, origin) ? null : CROSS_ORIGIN;
    }

    private boolean isExempt(HttpServletRequest request) {
        if (request.getAttribute(RequestAttributes.ALLOWED_ORIGIN) != null) {
            return true;
        }
        String text = request.getHeader("Origin");
        Origin origin = text == null || trusted.isEmpty() ? null : Origin.parse(text);
        return (origin != null && trusted.contains(origin)) || exempt.matches(request);
    }
}
