package dev.gatehouse.health;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers requests for one path. Implementations are thread-safe. */
@FunctionalInterface
public interface HealthEndpoint {

    /**
     * Answers a GET or HEAD.
     *
     * @param request the request
     * @param response its response
     * @throws IOException if the client cannot be reached
     */
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException;

    /**
     * Writes an answer that no cache keeps.
     *
     * @param request the request
     * @param response its response
     * @param status the HTTP status
     * @param contentType the type of the body
     * @param body the body, which a HEAD does not get
     * @throws IOException if the client cannot be reached
     */
    static void write(
            HttpServletRequest request, HttpServletResponse response, int status, String contentType, byte[] body)
            throws IOException {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(contentType);
        response.setContentLength(body.length);
        if (!"HEAD".equals(request.getMethod())) {
            response.getOutputStream().write(body);
        }
    }
}
