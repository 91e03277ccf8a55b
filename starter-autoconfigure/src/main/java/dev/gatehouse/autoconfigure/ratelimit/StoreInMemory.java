package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.ratelimit.MemoryRateLimitStore;
import dev.gatehouse.ratelimit.RateLimitStore;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** The store where no other one was made; says what is missing where the properties ask for another one. */
final class StoreInMemory {

    private static final String BREAKER = "Add io.github.resilience4j:resilience4j-circuitbreaker";

    private static final String TO_THE_SERVICE = " to the service, or use the store memory.";

    private final RateLimitProperties properties;
    private final boolean placeOfTheService;

    /** A place for buckets that the service brings is used from here on only if something is missing. */
    StoreInMemory(RateLimitProperties properties, boolean placeOfTheService) {
        this.properties = properties;
        this.placeOfTheService = placeOfTheService;
    }

    RateLimitStore create() {
        String missing = placeOfTheService
                ? BREAKER + " for the RemoteBuckets bean, which nothing uses, to the service, or remove the bean."
                : missing();
        if (!missing.isEmpty()) {
            throw new InvalidConfigurationPropertyValueException(
                    "gatehouse.rate-limit.store", properties.store(), missing);
        }
        return new MemoryRateLimitStore(properties.maxKeys());
    }

    private String missing() {
        return switch (properties.store()) {
            case MEMORY -> "";
            case REDIS ->
                "Add io.lettuce:lettuce-core and io.github.resilience4j:resilience4j-circuitbreaker" + TO_THE_SERVICE;
            case BUCKET4J -> BREAKER + " and a ProxyManager<String> bean" + TO_THE_SERVICE;
        };
    }
}
