package dev.gatehouse.https;

import dev.gatehouse.net.CidrSet;
import dev.gatehouse.net.ClientAddressResolver;
import dev.gatehouse.net.HostSet;
import dev.gatehouse.net.HostVerdict;
import dev.gatehouse.net.Probes;
import dev.gatehouse.web.ContainerRequest;
import jakarta.servlet.http.HttpServletRequest;

/** What is served in plain HTTP. */
final class Exemptions {

    private static final String ACME = "/.well-known/acme-challenge/";
    private static final CidrSet LOOPBACK = CidrSet.of("127.0.0.0/8", "::1");
    private static final HostSet THIS_MACHINE = HostSet.of("localhost", "*.localhost", "127.0.0.0/8", "[::1]");

    private final HttpsSettings settings;
    private final Probes probes;
    private final ClientAddressResolver addresses;

    Exemptions(HttpsSettings settings, Probes probes, ClientAddressResolver addresses) {
        this.settings = settings;
        this.probes = probes;
        this.addresses = addresses;
    }

    boolean include(HttpServletRequest request) {
        return isAcmeChallenge(request)
                || (settings.exemptLoopback() && isLocal(request))
                || settings.exempt().matches(request)
                || probes.include(request);
    }

    /** A token is base64url (RFC 8555, 8.3), so a path that holds anything else is none, whoever reads it. */
    private static boolean isAcmeChallenge(HttpServletRequest request) {
        String path = request.getRequestURI();
        String method = request.getMethod();
        if (!("GET".equals(method) || "HEAD".equals(method)) || !path.startsWith(ACME) || path.equals(ACME)) {
            return false;
        }
        for (int i = ACME.length(); i < path.length(); i++) {
            char c = path.charAt(i);
            boolean letterOrDigit = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letterOrDigit && c != '-' && c != '_') {
                return false;
            }
        }
        return true;
    }

    /** The host is asked as well: behind a proxy on this machine, everybody comes from loopback. */
    private boolean isLocal(HttpServletRequest request) {
        String host = ContainerRequest.host(request);
        return host != null
                && THIS_MACHINE.judge(host) == HostVerdict.COVERED
                && Probes.comesFrom(LOOPBACK, request, addresses);
    }
}
