package dev.gatehouse.autoconfigure.access;

import dev.gatehouse.error.RejectionWriter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Answers in the one format, with the challenge of the rule where there is one and nothing that reflects the request. */
final class RefusalHandlers implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final RejectionWriter rejections;
    private final AccessDeniedHandler others;

    RefusalHandlers(RejectionWriter rejections, AccessDeniedHandler others) {
        this.rejections = rejections;
        this.others = others;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        rejections.write(request, response, AccessPolicy.UNAUTHENTICATED);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, ServletException {
        if (denied instanceof RefusedException refused) {
            rejections.write(request, response, refused.problem());
        } else {
            others.handle(request, response, denied);
        }
    }
}
