package dev.gatehouse.https;

import dev.gatehouse.net.Authority;
import dev.gatehouse.net.ForwardedTarget;
import dev.gatehouse.net.HostVerdict;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Builds the URL a redirect leads to. Its host is configured or trusted; of the request it has the path and query. */
final class RedirectTarget {

    private static final int DEFAULT_PORT = 443;

    private final HttpsSettings settings;
    private final ForwardedTarget forwarded;

    RedirectTarget(HttpsSettings settings, ForwardedTarget forwarded) {
        this.settings = settings;
        this.forwarded = forwarded;
    }

    /** Gives the URL; null if no host is trusted or the target of the request is not fit for a header. */
    @Nullable
    String of(HttpServletRequest request) {
        Authority host = settings.host() != null ? settings.host() : trustedHost(request);
        String path = request.getRequestURI();
        String query = request.getQueryString();
        if (host == null || !path.startsWith("/") || !isVisible(path) || (query != null && !isVisible(query))) {
            return null;
        }
        StringBuilder url = new StringBuilder("https://").append(host.host());
        if (settings.port() != DEFAULT_PORT) {
            url.append(':').append(settings.port());
        }
        url.append(path);
        return query == null ? url.toString() : url.append('?').append(query).toString();
    }

    private @Nullable Authority trustedHost(HttpServletRequest request) {
        String asked = forwarded.host(request);
        if (asked != null) {
            return settings.trusted().judge(asked) == HostVerdict.COVERED ? Authority.parse(asked) : null;
        }
        String name = request.getServerName();
        boolean trusted = name != null && settings.trusted().judge(name, port(request)) == HostVerdict.COVERED;
        if (!trusted) {
            return null;
        }
        boolean withoutBrackets = name.indexOf(':') >= 0 && name.charAt(0) != '[';
        return Authority.parse(withoutBrackets ? "[" + name + "]" : name);
    }

    private static int port(HttpServletRequest request) {
        int port = request.getServerPort();
        return port == 80 ? -1 : port;
    }

    private static boolean isVisible(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= 0x20 || text.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return true;
    }
}
