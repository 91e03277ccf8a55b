package dev.gatehouse.ratelimit;

import dev.gatehouse.net.CidrSet;

/**
 * What holds for all limits.
 *
 * @param headers which headers tell the client where it stands
 * @param exemptAddresses whom no limit applies to
 */
public record RateLimitSettings(RateLimitHeaderFormat headers, CidrSet exemptAddresses) {

    /**
     * Gives the settings without any configuration.
     *
     * @return both kinds of headers, nobody exempt
     */
    public static RateLimitSettings defaults() {
        return new RateLimitSettings(RateLimitHeaderFormat.BOTH, CidrSet.empty());
    }
}
