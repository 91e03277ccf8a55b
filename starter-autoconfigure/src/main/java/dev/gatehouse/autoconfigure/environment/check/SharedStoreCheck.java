package dev.gatehouse.autoconfigure.environment.check;

import dev.gatehouse.environment.Change;
import dev.gatehouse.environment.Check;
import dev.gatehouse.environment.CheckContext;
import dev.gatehouse.environment.Finding;
import dev.gatehouse.environment.Severity;
import dev.gatehouse.ratelimit.MemoryRateLimitStore;
import dev.gatehouse.ratelimit.RateLimitStore;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;

/** RL001: several instances that each count on their own, so that clients may send several times the limit. */
final class SharedStoreCheck implements Check {

    private static final String STORE = RateLimitChecks.PREFIX + "store";
    private static final String INSTANCES = RateLimitChecks.PREFIX + "instances";

    private final ObjectProvider<RateLimitStore> stores;

    SharedStoreCheck(ObjectProvider<RateLimitStore> stores) {
        this.stores = stores;
    }

    @Override
    public List<Finding> check(CheckContext context) {
        if (!(stores.getIfAvailable() instanceof MemoryRateLimitStore)) {
            return List.of();
        }
        String instances = context.value(INSTANCES);
        boolean several = instances != null && !instances.isEmpty() && !instances.equals("1");
        boolean perhaps = instances == null && context.isProduction() && WebChecks.isOnKubernetes(context);
        if (!several && !perhaps) {
            return List.of();
        }
        return List.of(Finding.of(
                        "RL001",
                        context.severity(Severity.WARNING),
                        several
                                ? "Each of the instances counts on its own: clients may send as many times the limit."
                                : "On Kubernetes there may be several instances, each of which counts on its own.",
                        Change.set(STORE, "redis"))
                .advise("Say where Redis is in gatehouse.rate-limit.redis.uris. If there is one instance only, set "
                        + INSTANCES + "=1 instead.")
                .about(several ? INSTANCES : STORE, context.find(several ? INSTANCES : STORE)));
    }
}
