package dev.gatehouse.limits;

import dev.gatehouse.error.Problem;
import dev.gatehouse.web.ContainerRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.Set;

/** What the head of a request tells about its body. */
enum RequestBody {
    NONE,
    OF_KNOWN_LENGTH,
    OF_UNKNOWN_LENGTH,
    /** Nobody knows whether there is one, and its method is one of those that come without. */
    UNLIKELY;

    private static final Set<String> METHODS_WITHOUT = Set.of("GET", "HEAD", "DELETE", "OPTIONS", "TRACE");

    /**
     * Looks at the framing (RFC 9112, 6.3).
     *
     * @param metered whether the container expects that a body may come
     * @param known whether the container would have said so if one could
     */
    static RequestBody of(HttpServletRequest request, boolean metered, boolean known) {
        long length = request.getContentLengthLong();
        if (length >= 0) {
            return length == 0 ? NONE : OF_KNOWN_LENGTH;
        }
        if (metered || request.getHeader("Transfer-Encoding") != null) {
            return OF_UNKNOWN_LENGTH;
        }
        // From HTTP/2 on the end of the body is a matter of frames, of which the head tells nothing.
        if (known || ContainerRequest.isHttp1(request)) {
            return NONE;
        }
        return METHODS_WITHOUT.contains(request.getMethod()) ? UNLIKELY : OF_UNKNOWN_LENGTH;
    }

    boolean isExpected() {
        return this == OF_KNOWN_LENGTH || this == OF_UNKNOWN_LENGTH;
    }

    /**
     * Tells what the client is told. What is left of a body stands in the way of the next request on the connection, so
     * that ends, and the client has to know before it sends one.
     */
    Problem refusedBy(Problem problem, HttpServletRequest request) {
        return this == NONE || !ContainerRequest.isHttp1(request) ? problem : problem.withHeader("Connection", "close");
    }

    static boolean isEncoded(HttpServletRequest request) {
        if (request.getHeader("Content-Encoding") == null) {
            return false;
        }
        for (Enumeration<String> all = request.getHeaders("Content-Encoding"); all.hasMoreElements(); ) {
            String encoding = all.nextElement().strip();
            if (!encoding.isEmpty() && !encoding.equalsIgnoreCase("identity")) {
                return true;
            }
        }
        return false;
    }
}
