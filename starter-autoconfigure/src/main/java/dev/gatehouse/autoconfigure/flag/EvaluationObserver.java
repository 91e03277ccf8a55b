package dev.gatehouse.autoconfigure.flag;

import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.Hook;
import dev.openfeature.sdk.HookContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells a hook of evaluations until the service ends; an API that goes on then holds on to nothing but this object. */
final class EvaluationObserver implements Hook<Object> {

    private volatile @Nullable Hook<Object> observing;

    void observe(Hook<Object> evaluations) {
        observing = evaluations;
    }

    void stop() {
        observing = null;
    }

    @Override
    public void finallyAfter(
            HookContext<Object> context, FlagEvaluationDetails<Object> details, Map<String, Object> hints) {
        Hook<Object> current = observing;
        if (current != null) {
            current.finallyAfter(context, details, hints);
        }
    }
}
