package dev.gatehouse.headers;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/** Tells whether a browser is going to show the answer as a document. */
final class PageRequest {

    private PageRequest() {}

    /** Asked of a 304, which has no content type, and whose headers replace those of the stored page (RFC 9111, 3.2). */
    static boolean expectsPage(HttpServletRequest request) {
        String destination = request.getHeader("Sec-Fetch-Dest");
        if (destination != null) {
            return switch (destination) {
                case "document", "iframe", "frame", "embed", "object" -> true;
                default -> false;
            };
        }
        String accept = request.getHeader("Accept");
        return accept != null && accept.toLowerCase(Locale.ROOT).contains("text/html");
    }
}
