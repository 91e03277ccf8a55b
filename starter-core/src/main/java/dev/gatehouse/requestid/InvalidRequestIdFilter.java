package dev.gatehouse.requestid;

import dev.gatehouse.error.ErrorCategory;
import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.ErrorSeverity;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.Refusal;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.web.HttpRequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Refuses a request with 400 whose id {@link RequestIdFilter} had to throw away: the policy
 * {@link InvalidIdPolicy#REJECT}. A filter of its own because a refusal has to be logged and to carry the security
 * headers, which happens between the two. For the dispatch REQUEST. Immutable, thread-safe.
 */
public final class InvalidRequestIdFilter extends HttpRequestFilter {

    static final String INVALID = "dev.gatehouse.request-id-invalid";

    private final RejectionWriter rejections;
    private final Problem problem;

    /**
     * Creates the filter.
     *
     * @param settings how ids look, which the client is told
     * @param rejections writes the refusals
     */
    public InvalidRequestIdFilter(RequestIdSettings settings, RejectionWriter rejections) {
        this.rejections = rejections;
        this.problem = Problem.of(new ErrorCode(
                        "invalid_request_id",
                        400,
                        "The " + settings.header() + " header is not valid. Send it once, with 1 to "
                                + settings.maxLength() + " letters, digits, '.', '_' or '-', or leave it out.",
                        ErrorCategory.REQUEST,
                        ErrorSeverity.INFO))
                .refusedBy(new Refusal("request_id", "invalid"));
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(INVALID) == null) {
            chain.doFilter(request, response);
            return;
        }
        rejections.write(request, response, problem);
    }
}
