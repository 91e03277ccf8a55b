package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.ErrorPageMatcher;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.RejectionWriter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * Answers 403 in the one format, or with the page that the application has for it, when Spring Security denies access. Access
 * that is denied to an error page is no error of its own: the answer is the error that led there. Used by default; a chain
 * that sets its own handler keeps it.
 */
public final class ProblemAccessDeniedHandler implements AccessDeniedHandler {

    private final RejectionWriter rejections;
    private final ErrorPageMatcher pages;

    /**
     * Creates a handler that answers everybody with the problem.
     *
     * @param rejections writes the answer
     */
    public ProblemAccessDeniedHandler(RejectionWriter rejections) {
        this(rejections, ErrorPageMatcher.NONE);
    }

    /**
     * Creates the handler.
     *
     * @param rejections writes the answer
     * @param pages which clients get a page of the application instead
     */
    public ProblemAccessDeniedHandler(RejectionWriter rejections, ErrorPageMatcher pages) {
        this.rejections = rejections;
        this.pages = pages;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        rejections.writeOrShowPage(request, response, Problem.of(code(request)), pages);
    }

    private static ErrorCode code(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.ERROR
                ? ErrorCode.forStatus(ErrorPages.status(request))
                : ErrorCode.FORBIDDEN;
    }
}
