package dev.gatehouse.autoconfigure.flag;

import dev.gatehouse.flag.Flag;
import dev.gatehouse.flag.FlagSet;
import dev.gatehouse.flag.openfeature.FlagProvider;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.FeatureProvider;
import dev.openfeature.sdk.Hook;
import dev.openfeature.sdk.NoOpProvider;
import dev.openfeature.sdk.NoOpTransactionContextPropagator;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.TransactionContextPropagator;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/**
 * Connects OpenFeature and the service: gives the API its provider, unless it brings one, and keeps the flags of the
 * configuration up to date.
 */
final class FlagService implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(FlagService.class);

    private final OpenFeatureAPI api;
    private final FeatureProvider provider;
    private final FlagSet flags;
    private final ConfiguredFlags configured;
    private final EvaluationObserver observer = new EvaluationObserver();
    private @Nullable TransactionContextPropagator propagator;

    FlagService(OpenFeatureAPI api, FeatureProvider provider, FlagSet flags, ConfiguredFlags configured) {
        this.api = api;
        this.provider = provider;
        this.flags = flags;
        this.configured = configured;
        if (api.getProvider() instanceof NoOpProvider) {
            bind();
        }
    }

    /** A provider on another machine connects while the service starts; until then its flags are off. */
    private void bind() {
        if (provider instanceof FlagProvider) {
            api.setProviderAndWait(provider);
        } else {
            api.setProvider(provider);
        }
    }

    void observe(Hook<Object> evaluations) {
        observer.observe(evaluations);
        api.addHooks(observer);
    }

    /** Flags that code asks for know the request, unless the application has its own way. */
    void usePropagator(TransactionContextPropagator own) {
        if (api.getTransactionContextPropagator() instanceof NoOpTransactionContextPropagator) {
            api.setTransactionContextPropagator(own);
            propagator = own;
        }
    }

    Client client() {
        return api.getClient();
    }

    String providerName() {
        return String.valueOf(api.getProvider().getMetadata().getName());
    }

    /** Tells whether the flags of the configuration are those that count. */
    boolean isOwnProvider() {
        return api.getProvider() instanceof FlagProvider current && current.provides(flags);
    }

    FlagSet flags() {
        return flags;
    }

    /** Reads the configuration anew; keeps the flags as they are if it cannot be read. */
    void refresh() {
        flags.configure(configured.read());
        log.info("The feature flags were read anew: {}.", describe(flags));
    }

    static String describe(FlagSet flags) {
        return flags.names().stream()
                .map(name -> name + " " + describe(Objects.requireNonNullElse(flags.find(name), Flag.OFF)))
                .collect(Collectors.joining(", "));
    }

    private static String describe(Flag flag) {
        if (!flag.isSplit()) {
            return flag.isOnFor("", null) ? "on" : "off";
        }
        return flag.percentage() + "%";
    }

    /** An API that outlives the service gets rid of all that holds on to the service. It has no way to remove one hook. */
    @Override
    public void destroy() {
        observer.stop();
        if (propagator != null && api.getTransactionContextPropagator() == propagator) {
            api.setTransactionContextPropagator(new NoOpTransactionContextPropagator());
        }
        if (api.getProvider() == provider) {
            api.setProvider(new NoOpProvider());
        }
    }
}
