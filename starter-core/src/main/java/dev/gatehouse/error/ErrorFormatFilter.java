package dev.gatehouse.error;

import dev.gatehouse.web.AsyncWork;
import dev.gatehouse.web.HookedResponse;
import dev.gatehouse.web.HttpRequestFilter;
import dev.gatehouse.web.RequestMatcher;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Gives every error that passes it the one format: an exception that escapes the chain, an error dispatch after
 * {@code sendError}, and an error status that was left without a body.
 *
 * <p>Stands right inside the request id, outside everything that can fail, for the dispatches REQUEST, ASYNC and ERROR.
 * An error dispatch is answered here, before a security chain or a multipart parser sees it, unless the error pages of
 * the application want it. An exception after the response was committed goes on to the container, which cuts the
 * connection so that the client notices. Immutable, thread-safe.
 */
public final class ErrorFormatFilter extends HttpRequestFilter {

    private final RejectionWriter rejections;
    private final UncaughtExceptions uncaught;
    private final RequestMatcher errorPages;
    private final ErrorPageMatcher pages;

    /**
     * Creates a filter for an application whose only pages are those that its own {@code sendError} leads to.
     *
     * @param rejections writes the answers
     * @param uncaught handles what escapes the chain
     * @param errorPages which error dispatches the application answers itself, e.g. with a page for browsers
     */
    public ErrorFormatFilter(RejectionWriter rejections, UncaughtExceptions uncaught, RequestMatcher errorPages) {
        this(rejections, uncaught, errorPages, ErrorPageMatcher.NONE);
    }

    /**
     * Creates the filter.
     *
     * @param rejections writes the answers
     * @param uncaught handles what escapes the chain
     * @param errorPages which error dispatches the application answers itself, e.g. with a page for browsers
     * @param pages for which errors this filter makes such a dispatch
     */
    public ErrorFormatFilter(
            RejectionWriter rejections,
            UncaughtExceptions uncaught,
            RequestMatcher errorPages,
            ErrorPageMatcher pages) {
        this.rejections = rejections;
        this.uncaught = uncaught;
        this.errorPages = errorPages;
        this.pages = pages;
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse original, FilterChain chain)
            throws IOException, ServletException {
        HookedResponse response = HookedResponse.of(request, original);
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            if (passes(request, response, response, chain)) {
                fillEmptyError(request, response);
            }
        } else if (errorPages.matches(request)) {
            showPage(request, response, chain);
        } else {
            writeDispatched(request, response);
        }
    }

    /** Whatever stands in front of the page, such as a rule for any request, has no say about which error it was. */
    private void showPage(HttpServletRequest request, HookedResponse response, FilterChain chain)
            throws IOException, ServletException {
        ErrorPageResponse page = new ErrorPageResponse(response);
        boolean passed = passes(request, page, response, (asked, answer) -> tryPage(request, page, response, chain));
        if (page.endsGivenUp()) {
            writeDispatched(request, response);
        } else if (passed) {
            fillEmptyError(request, response);
        }
    }

    /** Of what fails once the page is given up the operator hears only: the error is answered in any case. */
    private void tryPage(HttpServletRequest request, ErrorPageResponse page, HookedResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, page);
        } catch (Throwable e) {
            if (!page.endsGivenUp() || uncaught.handle(request, response, e) == null) {
                throw e;
            }
            AsyncWork.end(request);
        }
    }

    /** Spring MVC redirects and says "not modified" by sendError, too. */
    private void writeDispatched(HttpServletRequest request, HookedResponse response) throws IOException {
        int status = dispatchedStatus(request);
        if (status >= 400) {
            rejections.write(request, response, dispatched(request, status));
        }
    }

    /** What the container gave up for taking too long is to it a failure like any other. */
    private static Problem dispatched(HttpServletRequest request, int status) {
        Problem overruling = status < 500 ? null : UncaughtExceptions.overruling(request);
        return overruling == null ? Problem.of(ErrorCode.forStatus(status)) : overruling;
    }

    /** False if an exception came back, which is answered now. */
    private boolean passes(
            HttpServletRequest request, HttpServletResponse passed, HookedResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, passed);
            return true;
        } catch (Throwable e) {
            if (!isAnswered(request, response, e)) {
                throw e;
            }
            AsyncWork.end(request);
            return false;
        }
    }

    private boolean isAnswered(HttpServletRequest request, HookedResponse response, Throwable exception)
            throws IOException {
        Problem problem = uncaught.handle(request, response, exception);
        return (problem != null && rejections.writeOrShowPage(request, response, problem, pages))
                || UncaughtExceptions.isAnsweredByContainer(request);
    }

    private void fillEmptyError(HttpServletRequest request, HookedResponse response) throws IOException {
        int status = response.getStatus();
        boolean untouched = status >= 400
                && !request.isAsyncStarted()
                && response.bytesWritten() == 0
                && response.getContentType() == null
                && !response.isErrorSent()
                && !response.isCommitted();
        if (untouched) {
            rejections.writeOrShowPage(request, response, Problem.of(ErrorCode.forStatus(status)), pages);
        }
    }

    private static int dispatchedStatus(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status ? status : 500;
    }
}
