package dev.gatehouse.autoconfigure.ratelimit;

import dev.gatehouse.ratelimit.RateLimitRule;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * A rule as operators see it.
 *
 * @param id what names it in this endpoint without doubt
 * @param name its name in headers and metrics
 * @param limit the limit that holds now
 * @param scope who is counted together
 * @param stage where it is checked
 * @param where the requests or handlers it is for; empty for the default
 * @param cost tokens of a request, or the name of the cost that computes them
 * @param refundOn statuses after which a request counts nothing; empty for none
 * @param penalty what blocks a key; null for nothing
 * @param shadow whether it never refuses
 * @param fallback what it does without its store
 * @param decisions how often it said what since the start of this instance
 */
record RuleView(
        String id,
        String name,
        String limit,
        String scope,
        String stage,
        String where,
        String cost,
        String refundOn,
        @Nullable String penalty,
        boolean shadow,
        String fallback,
        Map<String, Long> decisions)
        implements OperationResponseBody {

    static RuleView of(ActiveRule active, Map<String, Long> decisions) {
        RateLimitRule rule = active.rule();
        return new RuleView(
                rule.id(),
                rule.name(),
                rule.limit().toString(),
                rule.keys().scope(),
                text(active.stage()),
                active.where(),
                rule.cost().name(),
                rule.refundOn().toString(),
                rule.penalty() == null ? null : rule.penalty().toString(),
                rule.isShadow(),
                text(rule.fallback()),
                decisions);
    }

    private static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
