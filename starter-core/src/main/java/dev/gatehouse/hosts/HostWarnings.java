package dev.gatehouse.hosts;

import dev.gatehouse.web.ContainerRequest;
import dev.gatehouse.web.LogText;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator once what the setting may lack, since a host left out of the list looks like an outage. Every
 * refusal can be followed at the level DEBUG.
 */
final class HostWarnings {

    private static final Logger log = LoggerFactory.getLogger(TrustedHostFilter.class);
    private static final int MAX_LENGTH = 100;

    private final AtomicBoolean warnedOfHost = new AtomicBoolean();
    private final AtomicBoolean warnedOfForwarding = new AtomicBoolean();

    void refused(HttpServletRequest request, HostDecision decision) {
        if (decision == HostDecision.NOT_ALLOWED && isFirst(warnedOfHost)) {
            log.warn(
                    "Refused a request with {}, because a host in it is none of gatehouse.trusted-hosts.allowed. If it"
                            + " is one of this service, add it there. Said once; the level DEBUG of this logger shows"
                            + " all.",
                    hosts(request));
        } else if (decision == HostDecision.UNTRUSTED_FORWARDING && isFirst(warnedOfForwarding)) {
            log.warn(
                    "Refused a request with {}, because server.forward-headers-strategy=framework takes the host from"
                            + " anybody and {} is not a trusted proxy. If it is your proxy, add it to"
                            + " gatehouse.client-address.trusted-proxies. Said once.",
                    hosts(request),
                    ContainerRequest.of(request).getRemoteAddr());
        } else if (log.isDebugEnabled()) {
            log.debug("Refused a request with {}: {}.", hosts(request), decision);
        }
    }

    private static boolean isFirst(AtomicBoolean warned) {
        return !warned.get() && warned.compareAndSet(false, true);
    }

    private static String hosts(HttpServletRequest request) {
        HttpServletRequest raw = ContainerRequest.of(request);
        StringBuilder hosts = new StringBuilder("Host: ").append(text(raw.getHeader("Host")));
        append(hosts, "X-Forwarded-Host", raw.getHeader("X-Forwarded-Host"));
        append(hosts, "Forwarded", raw.getHeader("Forwarded"));
        return hosts.toString();
    }

    private static void append(StringBuilder hosts, String header, @Nullable String value) {
        if (value != null) {
            hosts.append(", ").append(header).append(": ").append(text(value));
        }
    }

    private static String text(@Nullable String value) {
        return value == null ? "(none)" : LogText.safe(value, MAX_LENGTH);
    }
}
