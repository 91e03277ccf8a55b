package dev.gatehouse.ratelimit;

import dev.gatehouse.net.CidrSet;

/**
 * What holds for all limits.
 *
 * @param defaultLimit the limit per address of every request that no rule with paths covers
 * @param headers which headers tell the client where it stands
 * @param ipv6Prefix how many bits of an IPv6 address make one client, 32 to 128
 * @param exemptAddresses whom no limit applies to
 * @param maxKeys how many buckets the memory holds before new keys share some, 1,000 to 100,000,000
 */
public record RateLimitSettings(
        Limit defaultLimit, RateLimitHeaderFormat headers, int ipv6Prefix, CidrSet exemptAddresses, int maxKeys) {

    /** The name of the default limit in headers and metrics. */
    public static final String DEFAULT_NAME = "default";

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public RateLimitSettings {
        checkedIpv6Prefix(ipv6Prefix);
        if (maxKeys < 1000 || maxKeys > 100_000_000) {
            throw new IllegalArgumentException(maxKeys + " is no number of keys. Use 1000 to 100000000.");
        }
    }

    static int checkedIpv6Prefix(int length) {
        if (length < 32 || length > 128) {
            throw new IllegalArgumentException("/" + length + " is no prefix of an IPv6 client. Use 32 to 128.");
        }
        return length;
    }

    /**
     * Gives the settings without any configuration.
     *
     * @return 100 a minute per address, both kinds of headers, IPv6 by /64, nobody exempt, 100,000 keys
     */
    public static RateLimitSettings defaults() {
        return new RateLimitSettings(Limit.of("100/minute"), RateLimitHeaderFormat.BOTH, 64, CidrSet.empty(), 100_000);
    }
}
