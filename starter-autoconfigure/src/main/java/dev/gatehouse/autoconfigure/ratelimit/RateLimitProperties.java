package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.net.Cidr;
import dev.gatehouse.net.CidrSet;
import dev.gatehouse.ratelimit.Limit;
import dev.gatehouse.ratelimit.Penalty;
import dev.gatehouse.ratelimit.RateLimitHeaderFormat;
import dev.gatehouse.ratelimit.RateLimitSettings;
import dev.gatehouse.ratelimit.StoreFailure;
import dev.gatehouse.ratelimit.remote.RemoteStoreSettings;
import dev.gatehouse.web.HttpToken;
import java.time.Duration;
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
 * @param defaultPenalty what blocks an address that the default limit refuses too often, e.g.
 *     "100/minute block 5min max 1d"; not set for nothing
 * @param store where the buckets are kept: "memory" for each instance on its own, "redis" for all instances together,
 *     "bucket4j" for the ProxyManager bean of the application
 * @param timeBudget how long a decision waits for a store outside this process, 1ms to 10s; after that the rule does
 *     what it says for the failure of its store
 * @param keyPrefix what all keys in a store outside this process begin with
 * @param redis where Redis is, for the store "redis"
 * @param fallback what rules do while a store outside this process does not answer, unless they say it themselves:
 *     "local" counts in the memory of this instance, "open" lets all requests pass, "closed" refuses them with 503
 * @param instances how many instances of this service run; more than 1 with the store "memory" is warned about, since
 *     each of them counts on its own; not set for unknown
 * @param headers which headers tell clients where they stand: "legacy" for X-RateLimit-*, "draft-11" for the IETF's
 *     RateLimit and RateLimit-Policy, "both" or "none"; a refusal has Retry-After in any case
 * @param ipv6Prefix how many bits of an IPv6 address make one client, 32 to 128
 * @param exemptAddresses networks or addresses of clients that nothing limits, e.g. "10.0.0.0/8"; empty for nobody
 * @param maxKeys how many buckets the memory holds before new clients share some, 1000 to 100000000; each takes about
 *     190 bytes, with several bandwidths about 220
 * @param apiKeyHeader header that holds an API key and nothing else, for the scope "api-key"; not set for
 *     gatehouse.auth.api-key.header
 * @param testBypass whether no limit applies at all, for tests; refused in production, where the profile prod or
 *     production is active
 * @param rules limits for some of the requests; all that match one apply to it
 */
@ConfigurationProperties("gatehouse.rate-limit")
public record RateLimitProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("100/minute") Limit defaultLimit,
        @Nullable Penalty defaultPenalty,
        @DefaultValue("memory") RateLimitStoreType store,
        @DefaultValue("50ms") Duration timeBudget,
        @DefaultValue("gatehouse:rl:") String keyPrefix,
        @DefaultValue Redis redis,
        @DefaultValue("local") StoreFailure fallback,
        @Nullable Integer instances,
        @DefaultValue("both") RateLimitHeaderFormat headers,
        @DefaultValue("64") int ipv6Prefix,
        @DefaultValue List<Cidr> exemptAddresses,
        @DefaultValue("100000") int maxKeys,
        @Nullable String apiKeyHeader,
        @DefaultValue("false") boolean testBypass,
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
        if (timeBudget.compareTo(Duration.ofMillis(1)) < 0 || timeBudget.compareTo(Duration.ofSeconds(10)) > 0) {
            throw new InvalidConfigurationPropertyValueException(
                    "gatehouse.rate-limit.time-budget", timeBudget, "Use 1ms to 10s.");
        }
        if (keyPrefix.isBlank() || keyPrefix.indexOf('{') >= 0 || keyPrefix.indexOf('}') >= 0) {
            throw new InvalidConfigurationPropertyValueException(
                    "gatehouse.rate-limit.key-prefix", keyPrefix, "Write some text without braces, e.g. shop:rl:.");
        }
        if (instances != null && instances < 1) {
            throw new InvalidConfigurationPropertyValueException(
                    "gatehouse.rate-limit.instances", instances, "Use 1 or more.");
        }
        if (apiKeyHeader != null
                && (!HttpToken.matches(apiKeyHeader) || apiKeyHeader.equalsIgnoreCase("Authorization"))) {
            throw new InvalidConfigurationPropertyValueException(
                    "gatehouse.rate-limit.api-key-header",
                    apiKeyHeader,
                    "Name a header that holds the key and nothing else, e.g. X-API-Key. Where requests are authenticated"
                            + " by Authorization, use the scope user.");
        }
    }

    RateLimitSettings toSettings() {
        return new RateLimitSettings(headers, CidrSet.of(exemptAddresses));
    }

    RemoteStoreSettings toStoreSettings() {
        RemoteStoreSettings defaults = RemoteStoreSettings.defaults();
        return new RemoteStoreSettings(
                timeBudget, defaults.probeInterval(), defaults.refusalMemory(), defaults.rememberedRefusals());
    }

    /**
     * Where Redis is.
     *
     * @param uris "redis://host:6379/0", "rediss://host:6380" for TLS, "redis-sentinel://host:26379,host2:26379/0#master",
     *     or several for a Cluster; empty for the Redis of spring.data.redis, if spring-boot-data-redis is there
     * @param cluster whether it is a Cluster, of which a single URI names one node; several URIs are always one
     * @param username who logs in; not set for the one of the URI, or the default user
     * @param password password; not set for the one of the URI, or none
     * @param connectTimeout how long connecting may take, 10ms to 1min; no request waits for it
     * @param sslBundle name of the bundle of spring.ssl.bundle with the certificates for rediss://; not set for the trust
     *     store of the JVM
     * @param sentinelUsername who logs in at Sentinel; not set for the default user
     * @param sentinelPassword password at Sentinel, for which that of the URI is not used; not set for none
     */
    public record Redis(
            @DefaultValue List<String> uris,
            @DefaultValue("false") boolean cluster,
            @Nullable String username,
            @Nullable String password,
            @DefaultValue("1s") Duration connectTimeout,
            @Nullable String sslBundle,
            @Nullable String sentinelUsername,
            @Nullable String sentinelPassword) {

        /**
         * Puts the addresses together that were split at their commas, and checks the rest.
         *
         * @throws InvalidConfigurationPropertyValueException if the time is out of its range, or somebody logs in at
         *     Sentinel without a password
         */
        public Redis {
            uris = List.copyOf(RedisUris.joined(uris));
            if (connectTimeout.compareTo(Duration.ofMillis(10)) < 0
                    || connectTimeout.compareTo(Duration.ofMinutes(1)) > 0) {
                throw new InvalidConfigurationPropertyValueException(
                        "gatehouse.rate-limit.redis.connect-timeout", connectTimeout, "Use 10ms to 1m.");
            }
            if (sentinelUsername != null && sentinelPassword == null) {
                throw new InvalidConfigurationPropertyValueException(
                        "gatehouse.rate-limit.redis.sentinel-username",
                        sentinelUsername,
                        "Set gatehouse.rate-limit.redis.sentinel-password, too.");
            }
        }

        /** Gives the number of URIs only: they and the password are secret. */
        @Override
        public String toString() {
            return "Redis[" + uris.size() + " URIs, cluster=" + cluster + "]";
        }
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
     * @param scope who is counted together: "ip" for each client address, "global" for all clients, "user" for each
     *     authenticated user, "api-key" for each API key, "route" for all clients of a controller's path pattern, or the
     *     scope of a KeyResolver bean
     * @param cost tokens that a request takes, 1 or more; 1 if neither this nor cost-by is set
     * @param costBy name of the RequestCost bean that says what a request takes
     * @param refundOn statuses of answers after which a request counts nothing, e.g. "2xx" to count failures only; empty
     *     to count every request
     * @param penalty what blocks a key that is refused too often, e.g. "10/minute block 5min max 7d"; not set for
     *     nothing
     * @param shadow whether the rule only counts and tells but never refuses; the default limit holds beside it
     * @param fallback what the rule does while a store outside this process does not answer: "local", "open" or
     *     "closed"; not set for the one of all rules
     */
    public record Rule(
            @Nullable String name,
            @DefaultValue List<String> paths,
            @DefaultValue Set<RequestMethod> methods,
            @Nullable Limit limit,
            @DefaultValue("ip") String scope,
            @Nullable Integer cost,
            @Nullable String costBy,
            @DefaultValue List<String> refundOn,
            @Nullable Penalty penalty,
            @DefaultValue("false") boolean shadow,
            @Nullable StoreFailure fallback) {

        /** Copies the collections. */
        public Rule {
            paths = List.copyOf(paths);
            methods = Set.copyOf(methods);
            refundOn = List.copyOf(refundOn);
        }
    }
}
