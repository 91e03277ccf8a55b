package dev.gatehouse.autoconfigure.token.jwt;

import dev.gatehouse.error.ErrorCode;
import dev.gatehouse.error.Problem;
import dev.gatehouse.error.RejectionWriter;
import dev.gatehouse.token.jwt.KeyRing;
import dev.gatehouse.web.HttpRequestFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Publishes the public halves of the keys (RFC 7517, 5), for other services that verify our tokens. Stands behind the limits
 * per address and before authentication: who verifies tokens has none yet. A shared secret is not published, and nothing is
 * there then. Acts on REQUEST dispatches of its path. Thread-safe.
 */
final class JwksFilter extends HttpRequestFilter {

    static final String PATH = "/.well-known/jwks.json";

    /** How long others may keep the key set; a key is published for as long before it signs. */
    static final Duration MAX_AGE = Duration.ofMinutes(5);

    private final Supplier<KeyRing> keys;
    private final RejectionWriter rejections;

    JwksFilter(Supplier<KeyRing> keys, RejectionWriter rejections) {
        this.keys = keys;
        this.rejections = rejections;
    }

    @Override
    protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        KeyRing ring = keys.get();
        if (ring.isSymmetric()) {
            chain.doFilter(request, response);
            return;
        }
        boolean head = "HEAD".equals(request.getMethod());
        if (!head && !"GET".equals(request.getMethod())) {
            rejections.write(
                    request, response, Problem.of(ErrorCode.METHOD_NOT_ALLOWED).withHeader("Allow", "GET, HEAD"));
            return;
        }
        byte[] body = ring.jwks().getBytes(StandardCharsets.UTF_8);
        response.setHeader("Cache-Control", "max-age=" + MAX_AGE.toSeconds());
        response.setContentType("application/jwk-set+json");
        response.setContentLength(body.length);
        if (!head) {
            response.getOutputStream().write(body);
        }
    }
}
