package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.ratelimit.MemoryRateLimitStore;
import dev.gatehouse.ratelimit.RateLimitStore;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** The store where no other one was made; says what is missing where the properties ask for another one. */
final class StoreInMemory {

    private final RateLimitProperties properties;

    StoreInMemory(RateLimitProperties properties) {
        this.properties = properties;
    }

    RateLimitStore create() {
        String missing = switch (properties.store()) {
            case MEMORY -> "";
            case REDIS -> "Add io.lettuce:lettuce-core and io.github.resilience4j:resilience4j-circuitbreaker";
            case BUCKET4J -> "Add io.github.resilience4j:resilience4j-circuitbreaker and a ProxyManager<String> bean";
        };
        if (!missing.isEmpty()) {
            throw new InvalidConfigurationPropertyValueException(
                    "gatehouse.rate-limit.store",
                    properties.store(),
                    missing + " to the service, or use the store memory.");
        }
        return new MemoryRateLimitStore(properties.maxKeys());
    }
}
