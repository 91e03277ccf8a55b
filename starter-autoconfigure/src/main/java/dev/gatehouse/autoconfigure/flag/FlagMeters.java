package dev.gatehouse.autoconfigure.flag;

import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.Hook;
import dev.openfeature.sdk.HookContext;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Counts all evaluations of flags, those of application code included, as {@code gatehouse.flag_evaluations} by flag and
 * variant. Code may ask for names that it composes: from the thousandth pair on all further ones count as {@code other}.
 */
final class FlagMeters implements Hook<Object> {

    private static final int MOST = 1000;
    private static final Evaluation OTHER = new Evaluation("other", "other");

    private final MeterRegistry registry;
    private final ConcurrentMap<Evaluation, Counter> counters = new ConcurrentHashMap<>();

    FlagMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void finallyAfter(
            HookContext<Object> context, FlagEvaluationDetails<Object> details, Map<String, Object> hints) {
        Evaluation evaluation = new Evaluation(context.getFlagKey(), variant(details));
        Counter counter = counters.get(evaluation);
        if (counter == null) {
            Evaluation bounded = counters.size() < MOST ? evaluation : OTHER;
            counter = counters.computeIfAbsent(bounded, this::register);
        }
        counter.increment();
    }

    private static String variant(FlagEvaluationDetails<Object> details) {
        return details.getErrorCode() != null ? "error" : Objects.requireNonNullElse(details.getVariant(), "none");
    }

    private Counter register(Evaluation evaluation) {
        return Counter.builder("gatehouse.flag_evaluations")
                .description("Evaluations of feature flags")
                .tag("flag", evaluation.flag)
                .tag("variant", evaluation.variant)
                .register(registry);
    }

    private record Evaluation(String flag, String variant) {}
}
