package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.ratelimit.Policy;
import dev.gatehouse.ratelimit.PolicyState;
import dev.gatehouse.ratelimit.RateLimitRule;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Where a key stands with a rule.
 *
 * @param rule the name of the rule
 * @param key the key
 * @param blockedFor seconds until the block of the key ends, rounded up; 0 if it is not blocked
 * @param policies where it stands with each bandwidth of the limit; empty for an unlimited rule
 */
record KeyView(String rule, String key, long blockedFor, List<PolicyView> policies) implements OperationResponseBody {

    static KeyView of(RateLimitRule rule, Object subject, List<PolicyState> states) {
        long blocked = 0;
        for (PolicyState state : states) {
            if (state.policy().kind() == Policy.Kind.PENALTY) {
                blocked = seconds(state.nanosToWait());
            }
        }
        return new KeyView(
                rule.name(),
                subject.toString(),
                blocked,
                states.stream()
                        .filter(state -> state.policy().kind() == Policy.Kind.LIMIT)
                        .map(PolicyView::of)
                        .toList());
    }

    private static long seconds(long nanos) {
        return (nanos + TimeUnit.SECONDS.toNanos(1) - 1) / TimeUnit.SECONDS.toNanos(1);
    }

    /**
     * Where it stands with one bandwidth.
     *
     * @param name the name of the policy
     * @param limit the most that can remain
     * @param remaining how many tokens remain
     * @param window the period in seconds
     * @param reset seconds until all tokens are back, rounded up
     */
    record PolicyView(String name, long limit, long remaining, long window, long reset) {

        static PolicyView of(PolicyState state) {
            return new PolicyView(
                    state.policy().name(),
                    state.policy().bandwidth().capacity(),
                    state.remaining(),
                    state.policy().bandwidth().period().toSeconds(),
                    seconds(state.nanosToFull()));
        }
    }
}
