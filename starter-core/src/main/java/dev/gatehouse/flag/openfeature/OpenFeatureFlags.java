package dev.gatehouse.flag.openfeature;

import dev.gatehouse.flag.FlagEvaluator;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.ImmutableContext;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks OpenFeature, whatever its provider. A flag that is unknown or cannot be evaluated is off: the client of
 * OpenFeature never throws. A request of which no context can be made is asked for without one. Thread-safe.
 */
public final class OpenFeatureFlags implements FlagEvaluator {

    private static final Logger log = LoggerFactory.getLogger(OpenFeatureFlags.class);

    private final Client client;
    private final RequestContexts contexts;

    /**
     * Creates the evaluator.
     *
     * @param client the client to ask
     * @param contexts makes the contexts of requests
     */
    public OpenFeatureFlags(Client client, RequestContexts contexts) {
        this.client = client;
        this.contexts = contexts;
    }

    @Override
    public boolean isOn(String flag, HttpServletRequest request) {
        return client.getBooleanValue(flag, false, contextOf(request));
    }

    private EvaluationContext contextOf(HttpServletRequest request) {
        try {
            return contexts.of(request);
        } catch (RuntimeException failure) {
            log.debug("The request gives no context; flags are asked for without one.", failure);
            return ImmutableContext.EMPTY;
        }
    }
}
