package dev.gatehouse.autoconfigure.error;

import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.RejectionWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Answers 401 in the one format, with the challenge that RFC 9110 (11.6.1) asks for. For chains that want to set an
 * entry point; those that do not keep Spring Security's, whose answers are brought into the format as well.
 */
public final class ProblemAuthenticationEntryPoint implements AuthenticationEntryPoint {

    private final RejectionWriter rejections;
    private final Problem problem;

    /**
     * Creates the entry point.
     *
     * @param rejections writes the answer
     * @param challenge the value of {@code WWW-Authenticate}, e.g. {@code Bearer}
     */
    public ProblemAuthenticationEntryPoint(RejectionWriter rejections, String challenge) {
        this.rejections = rejections;
        this.problem = Problem.of(ErrorCode.UNAUTHENTICATED).withHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        rejections.write(request, response, problem);
    }
}
