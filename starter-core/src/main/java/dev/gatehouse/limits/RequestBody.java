package dev.gatehouse.limits;

import dev.gatehouse.error.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;

/** What the head of a request tells about its body. */
enum RequestBody {
    NONE,
    OF_KNOWN_LENGTH,
    OF_UNKNOWN_LENGTH;

    /**
     * Looks at the framing (RFC 9112, 6.3).
     *
     * @param metered whether the container expects that a body may come
     */
    static RequestBody of(HttpServletRequest request, boolean metered) {
        long length = request.getContentLengthLong();
        if (length >= 0) {
            return length == 0 ? NONE : OF_KNOWN_LENGTH;
        }
        return metered || request.getHeader("Transfer-Encoding") != null || !isHttp1(request)
                ? OF_UNKNOWN_LENGTH
                : NONE;
    }

    /**
     * Tells what the client is told. What is left of a body stands in the way of the next request on the connection, so
     * that ends, and the client has to know before it sends one.
     */
    Problem refusedBy(Problem problem, HttpServletRequest request) {
        return this == NONE || !isHttp1(request) ? problem : problem.withHeader("Connection", "close");
    }

    /** From HTTP/2 on the end of the body is a matter of frames, of which the head tells nothing. */
    private static boolean isHttp1(HttpServletRequest request) {
        return request.getProtocol().startsWith("HTTP/1.");
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
