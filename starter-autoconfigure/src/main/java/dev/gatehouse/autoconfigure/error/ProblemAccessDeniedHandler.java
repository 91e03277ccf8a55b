package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.RejectionWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * Answers 403 in the one format when Spring Security denies access. Used by default; a chain that sets its own handler
 * keeps it.
 */
public final class ProblemAccessDeniedHandler implements AccessDeniedHandler {

    private final RejectionWriter rejections;

    /**
     * Creates the handler.
     *
     * @param rejections writes the answer
     */
    public ProblemAccessDeniedHandler(RejectionWriter rejections) {
        this.rejections = rejections;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        rejections.write(request, response, Problem.of(ErrorCode.FORBIDDEN));
    }
}
