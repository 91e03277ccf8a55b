package dev.gatehouse.net;

import dev.gatehouse.web.RequestAttributes;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Tells who sent a request. All features ask by {@link #resolve}, so that they agree and the work is done once.
 * Implementations are thread-safe, never block, never parse parameters, and treat every header as hostile.
 */
@FunctionalInterface
public interface ClientAddressResolver {

    /**
     * Makes the resolver that believes forwarded headers from trusted proxies only and walks them from the right to the
     * first hop that is none (the walk of RFC 7239, 7.4, and of every hardened reverse proxy).
     *
     * @param settings who is trusted
     * @return the resolver
     */
    static ClientAddressResolver of(ClientAddressSettings settings) {
        return new TrustedProxyResolver(settings);
    }

    /**
     * Works out the client's address. Called once per request; callers want {@link #resolve}.
     *
     * @param request the request
     * @return who sent it, {@link ClientAddress#UNKNOWN} if nothing is known
     */
    ClientAddress determine(HttpServletRequest request);

    /**
     * Gives the client's address, which stays the same in forwards and in error and async dispatches.
     *
     * @param request the request; keeps the answer in {@link RequestAttributes#CLIENT_ADDRESS}
     * @return who sent it
     */
    default ClientAddress resolve(HttpServletRequest request) {
        if (request.getAttribute(RequestAttributes.CLIENT_ADDRESS) instanceof ClientAddress known) {
            return known;
        }
        ClientAddress address = determine(request);
        request.setAttribute(RequestAttributes.CLIENT_ADDRESS, address);
        return address;
    }
}
