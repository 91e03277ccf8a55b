package dev.gatehouse.net;

import dev.gatehouse.web.ContainerRequest;
import dev.gatehouse.web.RequestMatcher;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Recognises the probes of an orchestrator or a load balancer, which call the address of an instance in plain HTTP and
 * so meet rules that are made for clients. A probe is a GET or HEAD for one of a few paths from one of a few networks;
 * one that came through a proxy which is not trusted is none, since nobody knows who sent it. Immutable, thread-safe.
 */
public final class Probes {

    private static final CidrSet PRIVATE_NETWORKS = CidrSet.of(
            "127.0.0.0/8",
            "::1",
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "100.64.0.0/10",
            "169.254.0.0/16",
            "fc00::/7",
            "fe80::/10");

    private final RequestMatcher paths;
    private final CidrSet networks;
    private final ClientAddressResolver addresses;

    /**
     * Creates the recogniser.
     *
     * @param paths what probes ask for
     * @param networks where they come from
     * @param addresses tells where a request comes from
     */
    public Probes(RequestMatcher paths, CidrSet networks, ClientAddressResolver addresses) {
        this.paths = paths;
        this.networks = networks;
        this.addresses = addresses;
    }

    /**
     * Gives the networks that are not reachable from the internet: loopback, private use (RFC 1918, RFC 4193), shared
     * (RFC 6598) and link-local (RFC 3927, RFC 4291) addresses.
     *
     * @return the networks probes come from unless stated otherwise
     */
    public static CidrSet privateNetworks() {
        return PRIVATE_NETWORKS;
    }

    /**
     * Tells whether a request is a probe.
     *
     * @param request the request
     * @return true if its method, path and origin are those of one
     */
    public boolean include(HttpServletRequest request) {
        String method = request.getMethod();
        return ("GET".equals(method) || "HEAD".equals(method))
                && comesFrom(networks, request, addresses)
                && paths.matches(request);
    }

    /**
     * Tells whether a request comes from a network and not through a proxy that hides where it comes from.
     *
     * @param networks the networks
     * @param request the request
     * @param addresses tells where a request comes from
     * @return true if the client is known and in one of the networks
     */
    public static boolean comesFrom(CidrSet networks, HttpServletRequest request, ClientAddressResolver addresses) {
        ClientAddress client = addresses.resolve(request);
        IpAddress address = client.address();
        if (address == null || !networks.contains(address)) {
            return false;
        }
        HttpServletRequest raw = ContainerRequest.of(request);
        return client.proxied() || (raw.getHeader("X-Forwarded-For") == null && raw.getHeader("Forwarded") == null);
    }
}
