package dev.gatehouse.flag.openfeature;

import dev.gatehouse.flag.FlagEvaluator;
import dev.openfeature.sdk.Client;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Asks OpenFeature, whatever its provider. A flag that is unknown or cannot be evaluated is off: the client of
 * OpenFeature never throws. Thread-safe.
 */
public final class OpenFeatureFlags implements FlagEvaluator {

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
        return client.getBooleanValue(flag, false, contexts.of(request));
    }
}
