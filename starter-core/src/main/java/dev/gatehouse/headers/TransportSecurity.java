package dev.gatehouse.headers;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Where Strict-Transport-Security may be sent: over a secure connection (RFC 6797, 7.2), never for this machine. */
final class TransportSecurity {

    private TransportSecurity() {}

    static boolean mayBeSent(HttpServletRequest request) {
        return request.isSecure() && !isLocal(request.getServerName());
    }

    /** A browser that remembered it for localhost would refuse every other project on the developer's machine. */
    private static boolean isLocal(@Nullable String host) {
        return host == null
                || host.equalsIgnoreCase("localhost")
                || host.regionMatches(true, host.length() - 10, ".localhost", 0, 10)
                || host.startsWith("127.")
                || host.equals("[::1]")
                || host.equals("::1")
                || host.equals("[0:0:0:0:0:0:0:1]")
                || host.equals("0:0:0:0:0:0:0:1");
    }
}
