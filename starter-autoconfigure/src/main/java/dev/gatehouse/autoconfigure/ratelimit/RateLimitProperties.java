package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.net.Cidr;
import dev.gatehouse.net.CidrSet;
import dev.gatehouse.ratelimit.Limit;
import dev.gatehouse.ratelimit.RateLimitHeaderFormat;
import dev.gatehouse.ratelimit.RateLimitSettings;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * How often clients may send requests.
 *
 * @param enabled whether requests are limited
 * @param defaultLimit limit per client address of every request that no rule with paths covers, e.g. "100/minute",
 *     "100/minute burst 200" or "10/second,1000/hour"; "unlimited" for none
 * @param store where the buckets are kept: "memory" for each instance on its own
 * @param headers which headers tell clients where they stand: "legacy" for X-RateLimit-*, "draft-11" for the IETF's
 *     RateLimit and RateLimit-Policy, "both" or "none"; a refusal has Retry-After in any case
 * @param ipv6Prefix how many bits of an IPv6 address make one client, 32 to 128
 * @param exemptAddresses networks or addresses of clients that nothing limits, e.g. "10.0.0.0/8"; empty for nobody
 * @param maxKeys how many buckets the memory holds before new clients share some, 1000 to 100000000; each takes about
 *     300 bytes
 * @param rules limits for some of the requests; all that match one apply to it
 */
@ConfigurationProperties("gatehouse.rate-limit")
public record RateLimitProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("100/minute") Limit defaultLimit,
        @DefaultValue("memory") RateLimitStoreType store,
        @DefaultValue("both") RateLimitHeaderFormat headers,
        @DefaultValue("64") int ipv6Prefix,
        @DefaultValue List<Cidr> exemptAddresses,
        @DefaultValue("100000") int maxKeys,
        @DefaultValue List<Rule> rules) {

    /**
     * Copies the lists and checks the ranges.
     *
     * @throws InvalidConfigurationPropertyValueException if a number is out of its range
     */
    public RateLimitProperties {
        exemptAddresses = List.copyOf(exemptAddresses);
        rules = List.copyOf(rules);
        if (ipv6Prefix < 32 || ipv6Prefix > 128) {
            throw new InvalidConfigurationPropertyValueException(
                    "gatehouse.rate-limit.ipv6-prefix", ipv6Prefix, "Use 32 to 128.");
        }
        if (maxKeys < 1000 || maxKeys > 100_000_000) {
            throw new InvalidConfigurationPropertyValueException(
                    "gatehouse.rate-limit.max-keys", maxKeys, "Use 1000 to 100000000.");
        }
    }

    RateLimitSettings toSettings() {
        return new RateLimitSettings(defaultLimit, headers, ipv6Prefix, CidrSet.of(exemptAddresses), maxKeys);
    }

    /**
     * A limit for some of the requests.
     *
     * @param name name in headers, metrics and errors: 1 to 64 letters, digits, dots, hyphens or underscores; required
     *     and different for each rule
     * @param paths path patterns as in controllers, e.g. "/orders/{id}" or "/files/**"; a rule with scope "ip" replaces
     *     the default limit there; empty for any path
     * @param methods HTTP methods; GET covers HEAD; empty for any method
     * @param limit limit, e.g. "5/minute", or "unlimited"; required
     * @param scope who is counted together: "ip" for each client address, "global" for all clients, or the scope of a
     *     KeyResolver bean
     */
    public record Rule(
            @Nullable String name,
            @DefaultValue List<String> paths,
            @DefaultValue Set<RequestMethod> methods,
            @Nullable Limit limit,
            @DefaultValue("ip") String scope) {

        /** Copies the collections. */
        public Rule {
            paths = List.copyOf(paths);
            methods = Set.copyOf(methods);
        }
    }
}
