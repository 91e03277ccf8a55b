package dev.gatehouse.hosts;

import dev.gatehouse.net.ForwardedTarget;
import dev.gatehouse.net.HostSet;
import dev.gatehouse.net.HostVerdict;
import dev.gatehouse.web.ContainerRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * Decides on every host a request has: the one on the wire, the one the application is going to see, and those that
 * trusted proxies forwarded. An accepted request costs no object but the container's enumeration of its Host lines.
 */
final class HostCheck {

    private static final int NO_PORT = -1;

    private final HostSet allowed;
    private final ForwardedTarget forwarded;

    HostCheck(HostSet allowed, ForwardedTarget forwarded) {
        this.allowed = allowed;
        this.forwarded = forwarded;
    }

    HostDecision decide(HttpServletRequest request) {
        HttpServletRequest raw = ContainerRequest.of(request);
        Enumeration<String> lines = raw.getHeaders("Host");
        String host = lines.hasMoreElements() ? lines.nextElement() : null;
        if (lines.hasMoreElements()) {
            return HostDecision.MALFORMED;
        }
        HostDecision onTheWire = host == null ? withoutHost(raw) : HostDecision.of(allowed.judge(host));
        if (onTheWire != HostDecision.ACCEPTED) {
            return onTheWire;
        }
        String name = request.getServerName();
        if (name == null) {
            return HostDecision.MISSING;
        }
        if (request != raw && !name.equals(raw.getServerName()) && !forwarded.isTrusted(request)) {
            return HostDecision.UNTRUSTED_FORWARDING;
        }
        if (host == null || allowed.hasPorts() || !isNameOf(host, name)) {
            HostVerdict effective = allowed.judge(name, port(request));
            if (effective != HostVerdict.COVERED) {
                return HostDecision.of(effective);
            }
        }
        return HostDecision.of(forwarded.judgeHosts(request, allowed));
    }

    /** From HTTP/2 on a container may keep the host only as its server name (RFC 9113, 8.3.1). */
    private HostDecision withoutHost(HttpServletRequest raw) {
        @Nullable String name = raw.getServerName();
        if (name == null || ContainerRequest.isHttp1(raw)) {
            return HostDecision.MISSING;
        }
        return HostDecision.of(allowed.judge(name, port(raw)));
    }

    /** A port that the scheme implies is none, so that it is the same as a Host without one. */
    private static int port(HttpServletRequest request) {
        int port = request.getServerPort();
        return port == (request.isSecure() ? 443 : 80) ? NO_PORT : port;
    }

    private static boolean isNameOf(String host, String name) {
        int length = name.length();
        return host.startsWith(name) && (host.length() == length || host.charAt(length) == ':');
    }
}
