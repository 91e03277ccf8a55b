package dev.gatehouse.flag.openfeature;

import dev.gatehouse.flag.Flag;
import dev.gatehouse.flag.FlagSet;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FeatureProvider;
import dev.openfeature.sdk.Metadata;
import dev.openfeature.sdk.ProviderEvaluation;
import dev.openfeature.sdk.Reason;
import dev.openfeature.sdk.Value;
import org.jspecify.annotations.Nullable;

/**
 * Provides the flags of a {@link FlagSet} to OpenFeature: booleans with the variants {@code on} and {@code off}.
 * Thread-safe.
 */
public final class FlagProvider implements FeatureProvider {

    /** The name by which OpenFeature knows this provider. */
    public static final String NAME = "gatehouse";

    private static final String ON = "on";
    private static final String OFF = "off";

    private final FlagSet flags;

    /**
     * Creates a provider.
     *
     * @param flags the flags
     */
    public FlagProvider(FlagSet flags) {
        this.flags = flags;
    }

    /**
     * Tells whether it is these flags that are provided.
     *
     * @param other a set of flags
     * @return true if it is this very set, so that a change of it has effect
     */
    public boolean provides(FlagSet other) {
        return flags == other;
    }

    @Override
    public Metadata getMetadata() {
        return () -> NAME;
    }

    @Override
    public ProviderEvaluation<Boolean> getBooleanEvaluation(
            String key, Boolean defaultValue, EvaluationContext context) {
        Flag flag = flags.find(key);
        if (flag == null) {
            return failed(defaultValue, ErrorCode.FLAG_NOT_FOUND, "There is no flag of that name.");
        }
        boolean on = flag.isOnFor(key, flag.isSplit() ? targetingKey(flag, context) : null);
        return ProviderEvaluation.<Boolean>builder()
                .value(on)
                .variant(on ? ON : OFF)
                .reason(reason(flag).name())
                .build();
    }

    private static Reason reason(Flag flag) {
        if (!flag.enabled()) {
            return Reason.DISABLED;
        }
        return flag.isSplit() ? Reason.SPLIT : Reason.STATIC;
    }

    private static @Nullable String targetingKey(Flag flag, @Nullable EvaluationContext context) {
        if (context == null) {
            return null;
        }
        return switch (flag.key()) {
            case AUTO -> context.getTargetingKey();
            case USER -> attribute(context, ContextAttributes.USER);
            case API_KEY -> attribute(context, ContextAttributes.API_KEY);
            case IP -> attribute(context, ContextAttributes.CLIENT_ADDRESS);
        };
    }

    private static @Nullable String attribute(EvaluationContext context, String name) {
        Value value = context.getValue(name);
        String text = value == null ? null : value.asString();
        return text == null ? null : StandardRequestContexts.targetingKey(name, text);
    }

    @Override
    public ProviderEvaluation<String> getStringEvaluation(String key, String defaultValue, EvaluationContext context) {
        return noBoolean(key, defaultValue);
    }

    @Override
    public ProviderEvaluation<Integer> getIntegerEvaluation(
            String key, Integer defaultValue, EvaluationContext context) {
        return noBoolean(key, defaultValue);
    }

    @Override
    public ProviderEvaluation<Double> getDoubleEvaluation(String key, Double defaultValue, EvaluationContext context) {
        return noBoolean(key, defaultValue);
    }

    @Override
    public ProviderEvaluation<Value> getObjectEvaluation(String key, Value defaultValue, EvaluationContext context) {
        return noBoolean(key, defaultValue);
    }

    private <T> ProviderEvaluation<T> noBoolean(String key, T defaultValue) {
        return flags.find(key) == null
                ? failed(defaultValue, ErrorCode.FLAG_NOT_FOUND, "There is no flag of that name.")
                : failed(defaultValue, ErrorCode.TYPE_MISMATCH, "The flag is a boolean.");
    }

    private static <T> ProviderEvaluation<T> failed(T defaultValue, ErrorCode code, String message) {
        return ProviderEvaluation.<T>builder()
                .value(defaultValue)
                .reason(Reason.ERROR.name())
                .errorCode(code)
                .errorMessage(message)
                .build();
    }
}
