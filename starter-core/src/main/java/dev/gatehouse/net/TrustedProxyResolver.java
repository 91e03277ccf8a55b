package dev.gatehouse.net;

import dev.gatehouse.web.ContainerRequest;
import dev.gatehouse.web.LogText;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads peer and headers from the container's own request. What the container itself resolved counts, since it changed
 * that request.
 */
final class TrustedProxyResolver implements ClientAddressResolver {

    private static final Logger log = LoggerFactory.getLogger(TrustedProxyResolver.class);

    private static final String X_FORWARDED_FOR = "X-Forwarded-For";
    private static final String FORWARDED = "Forwarded";

    /** Set by Tomcat's RemoteIpValve on a request whose address it replaced; the header may hold what was left over. */
    private static final String CONTAINER_FORWARDED = "org.apache.tomcat.request.forwarded";

    /** An untrusted proxy writes its header into all requests, so that after the first ones few need to be looked at. */
    private static final int LOOKS = 1024;

    private final ClientAddressSettings settings;
    private final AtomicBoolean warnedOfUntrusted = new AtomicBoolean();
    private final AtomicBoolean warnedOfDisagreement = new AtomicBoolean();

    /** Counted without care: it matters little which requests are looked at. */
    private int requests;

    TrustedProxyResolver(ClientAddressSettings settings) {
        this.settings = settings;
        this.warnedOfUntrusted.set(settings.containerForwards());
    }

    @Override
    public ClientAddress determine(HttpServletRequest request) {
        HttpServletRequest raw = ContainerRequest.of(request);
        IpAddress peer = peer(raw.getRemoteAddr());
        if (peer == null) {
            return ClientAddress.UNKNOWN;
        }
        if (!settings.trustedProxies().contains(peer)) {
            warnOfUntrusted(raw, peer);
            return new ClientAddress(peer, false);
        }
        return walk(raw, peer);
    }

    private ClientAddress walk(HttpServletRequest raw, IpAddress peer) {
        ForwardedHops simple = settings.header() == ForwardedHeader.FORWARDED
                ? null
                : ForwardedHops.simple(raw.getHeaders(X_FORWARDED_FOR));
        ForwardedHops standard = settings.header() == ForwardedHeader.X_FORWARDED_FOR
                ? null
                : ForwardedHops.standard(raw.getHeaders(FORWARDED));
        if (simple == null || standard == null) {
            ForwardedHops only = simple == null ? standard : simple;
            return behind(peer, only == null ? peer : firstUntrusted(only, peer));
        }
        IpAddress bySimple = firstUntrusted(simple, peer);
        if (Objects.equals(bySimple, firstUntrusted(standard, peer))) {
            return behind(peer, bySimple);
        }
        if (!warnedOfDisagreement.get() && warnedOfDisagreement.compareAndSet(false, true)) {
            log.warn(
                    "The trusted proxy {} sent X-Forwarded-For and Forwarded that name different clients, so neither is"
                            + " believed and the client is unknown. Set gatehouse.client-address.header to the one your"
                            + " proxies write, and let them remove the other. Said once.",
                    peer);
        }
        // One of the two was written by the client: it must become neither whom it likes nor the proxy.
        return behind(peer, null);
    }

    private static ClientAddress behind(IpAddress proxy, @Nullable IpAddress client) {
        return new ClientAddress(client, true, client == null ? proxy : client);
    }

    /**
     * Null where the walk ends before the header does. A trusted proxy stands there and somebody in front of it, who may have
     * made the proxy's words too long or unreadable, and must not become the proxy by it.
     */
    private @Nullable IpAddress firstUntrusted(ForwardedHops hops, IpAddress peer) {
        IpAddress client = peer;
        for (IpAddress hop = hops.next(); hop != null; hop = hops.next()) {
            client = hop;
            if (!settings.trustedProxies().contains(hop)) {
                return client;
            }
        }
        return hops.isAtEnd() ? client : null;
    }

    private void warnOfUntrusted(HttpServletRequest raw, IpAddress peer) {
        if (warnedOfUntrusted.get() || !isLookedAt() || raw.getAttribute(CONTAINER_FORWARDED) != null) {
            return;
        }
        String forwarded = raw.getHeader(X_FORWARDED_FOR);
        String header = forwarded == null ? FORWARDED : X_FORWARDED_FOR;
        if (forwarded == null) {
            forwarded = raw.getHeader(FORWARDED);
        }
        if (forwarded != null && warnedOfUntrusted.compareAndSet(false, true)) {
            log.warn(
                    "{} sent {}: {} but is not a trusted proxy, so the header is ignored. If it is your proxy, all"
                            + " clients now look like one address, also to the rate limit: add it to"
                            + " gatehouse.client-address.trusted-proxies. If clients connect directly, one of them made"
                            + " it up and nothing is wrong. Said once.",
                    peer,
                    header,
                    LogText.safe(forwarded, 100));
        }
    }

    private boolean isLookedAt() {
        requests = requests == 2 * LOOKS ? LOOKS + 1 : requests + 1;
        return requests <= LOOKS || requests == 2 * LOOKS;
    }

    /** The container writes the zone of a link-local peer behind its address. */
    private static @Nullable IpAddress peer(@Nullable String remoteAddress) {
        if (remoteAddress == null) {
            return null;
        }
        int zone = remoteAddress.indexOf('%');
        return IpAddress.parse(remoteAddress, 0, zone < 0 ? remoteAddress.length() : zone);
    }
}
