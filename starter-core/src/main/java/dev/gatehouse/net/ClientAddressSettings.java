package dev.gatehouse.net;

/**
 * How the client of a request is found.
 *
 * @param trustedProxies the proxies whose forwarded headers count; empty if clients connect directly
 * @param header which header they write
 * @param containerForwards whether the container applies forwarded headers itself before the request reaches a filter,
 *     so that one that is left over tells nothing about a missing setting
 */
public record ClientAddressSettings(CidrSet trustedProxies, ForwardedHeader header, boolean containerForwards) {

    /**
     * Gives the settings of a service without a proxy.
     *
     * @return nobody is trusted, either header, and the container does not forward
     */
    public static ClientAddressSettings defaults() {
        return new ClientAddressSettings(CidrSet.empty(), ForwardedHeader.AUTO, false);
    }
}
