package dev.gatehouse.https;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Tells people who follow a link from programs. */
final class Navigation {

    private static final String HTML = "text/html";

    private Navigation() {}

    /** A GET or HEAD of a browser that is going to show the answer as a document. */
    static boolean isNavigation(HttpServletRequest request) {
        if (!isHarmless(request)) {
            return false;
        }
        String mode = request.getHeader("Sec-Fetch-Mode");
        return mode != null ? mode.equals("navigate") : names(request.getHeader("Accept"), HTML);
    }

    /** A GET or HEAD without credentials of a program; a handshake of a WebSocket does not follow redirects. */
    static boolean isHarmless(HttpServletRequest request) {
        String method = request.getMethod();
        return ("GET".equals(method) || "HEAD".equals(method))
                && request.getHeader("Authorization") == null
                && !names(request.getHeader("Upgrade"), "websocket");
    }

    private static boolean names(@Nullable String header, String word) {
        if (header == null) {
            return false;
        }
        for (int i = 0; i + word.length() <= header.length(); i++) {
            if (header.regionMatches(true, i, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }
}
