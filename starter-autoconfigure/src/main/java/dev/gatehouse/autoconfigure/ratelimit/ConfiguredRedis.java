package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.autoconfigure.SecretPropertyException;
import dev.gatehouse.ratelimit.redis.RedisConnections;
import dev.gatehouse.ratelimit.redis.RedisSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** Opens the Redis of the properties, or else the one of the service, and names the property when that fails. */
final class ConfiguredRedis {

    private static final String PREFIX = "gatehouse.rate-limit.redis.";
    private static final String URIS = PREFIX + "uris";

    private final RateLimitProperties.Redis properties;
    private final @Nullable ServiceRedis service;
    private final @Nullable SslBundles bundles;

    ConfiguredRedis(
            RateLimitProperties.Redis properties, @Nullable ServiceRedis service, @Nullable SslBundles bundles) {
        this.properties = properties;
        this.service = service;
        this.bundles = bundles;
    }

    RedisConnections open() {
        try {
            return RedisConnections.open(settings());
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private SecretPropertyException unreadable() {
        String example = "Write redis://host:6379/0, rediss://host:6380 for TLS, or"
                + " redis-sentinel://host:26379,host2:26379/0#master.";
        return properties.uris().isEmpty()
                ? new SecretPropertyException(
                        "spring.data.redis", "Its address cannot be read. Correct it, or set " + URIS + ". " + example)
                : new SecretPropertyException(URIS, "It cannot be read. " + example);
    }

    RedisSettings settings() {
        if (!properties.uris().isEmpty()) {
            requirePassword();
            requireOneOfSentinel();
            return new RedisSettings(
                    properties.uris(),
                    properties.cluster(),
                    properties.username(),
                    properties.password(),
                    properties.connectTimeout(),
                    RedisTls.of(bundle()),
                    properties.sentinelUsername(),
                    properties.sentinelPassword());
        }
        if (service == null) {
            throw new InvalidConfigurationPropertyValueException(
                    URIS,
                    null,
                    "The store is redis and its address is missing. Write redis://host:6379, or use spring.data.redis with"
                            + " org.springframework.boot:spring-boot-data-redis.");
        }
        requireUrisForWhatIsSet();
        return service.settings(properties.connectTimeout());
    }

    private void requirePassword() {
        if (properties.username() != null
                && properties.password() == null
                && properties.uris().stream().noneMatch(uri -> uri.contains("@"))) {
            throw new InvalidConfigurationPropertyValueException(
                    PREFIX + "username", properties.username(), "Set " + PREFIX + "password, too.");
        }
    }

    private void requireOneOfSentinel() {
        boolean isCluster = properties.cluster() || properties.uris().size() > 1;
        if (isCluster
                && properties.uris().stream()
                        .anyMatch(uri -> uri.startsWith("redis-sentinel:") || uri.startsWith("rediss-sentinel:"))) {
            throw new SecretPropertyException(
                    URIS,
                    "The addresses of Sentinel are one URI, and a Cluster has none. Write"
                            + " redis-sentinel://host:26379,host2:26379/0#master, and leave out " + PREFIX
                            + "cluster.");
        }
    }

    /** The Redis of the service has settings of its own, so these would have no effect. */
    private void requireUrisForWhatIsSet() {
        requireUris("username", properties.username() != null);
        requireUris("password", properties.password() != null);
        requireUris("cluster", properties.cluster());
        requireUris("ssl-bundle", properties.sslBundle() != null);
        requireUris("sentinel-username", properties.sentinelUsername() != null);
        requireUris("sentinel-password", properties.sentinelPassword() != null);
    }

    private static void requireUris(String name, boolean set) {
        if (set) {
            throw new SecretPropertyException(
                    PREFIX + name,
                    "It belongs to " + URIS
                            + ", which is not set. Set that, or remove this one and set its counterpart of"
                            + " spring.data.redis.");
        }
    }

    private @Nullable SslBundle bundle() {
        String name = properties.sslBundle();
        if (name == null) {
            return null;
        }
        if (!properties.uris().stream().allMatch(uri -> uri.startsWith("rediss"))) {
            throw new SecretPropertyException(
                    URIS, "There is an ssl-bundle, but an address without TLS. Write rediss:// instead of redis://.");
        }
        if (bundles == null || !bundles.getBundleNames().contains(name)) {
            throw new InvalidConfigurationPropertyValueException(
                    "gatehouse.rate-limit.redis.ssl-bundle",
                    name,
                    "There is no such bundle. Define it, e.g. by spring.ssl.bundle.pem." + name
                            + ".truststore.certificate.");
        }
        return bundles.getBundle(name);
    }
}
