package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.autoconfigure.Production;
import dev.gatehouse.ratelimit.MemoryRateLimitStore;
import dev.gatehouse.ratelimit.RateLimitStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.core.env.Environment;

/** Warns where several instances would each count on their own, so that clients may send several times the limit. */
final class SharedStoreReport implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(SharedStoreReport.class);

    private final RateLimitStore store;
    private final RateLimitProperties properties;
    private final Environment environment;

    SharedStoreReport(RateLimitStore store, RateLimitProperties properties, Environment environment) {
        this.store = store;
        this.properties = properties;
        this.environment = environment;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!(store instanceof MemoryRateLimitStore)) {
            return;
        }
        Integer instances = properties.instances();
        if (instances == null && Production.isActive(environment) && CloudPlatform.KUBERNETES.isActive(environment)) {
            log.warn(
                    "Rate limits are counted in the memory of each instance. This one runs in production on Kubernetes,"
                            + " where there may be several; then clients may send as many times the limit. Set"
                            + " gatehouse.rate-limit.store to a shared one, or gatehouse.rate-limit.instances to 1.");
        } else if (instances != null && instances > 1) {
            log.warn(
                    "Rate limits are counted in the memory of each instance, and gatehouse.rate-limit.instances says"
                            + " that there are {}: clients may send {} times the limit. Set gatehouse.rate-limit.store"
                            + " to a shared one.",
                    instances,
                    instances);
        }
    }
}
