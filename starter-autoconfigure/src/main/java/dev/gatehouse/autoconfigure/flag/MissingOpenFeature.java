package dev.gatehouse.autoconfigure.flag;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.web.method.HandlerMethod;

/** Stops the start where flags are used without OpenFeature: what hangs on them would be open to everybody. */
final class MissingOpenFeature implements SmartInitializingSingleton {

    private static final String REMEDY = "Feature flags need OpenFeature. Add the dependency dev.openfeature:sdk.";

    private final Supplier<Stream<HandlerMethod>> handlers;

    MissingOpenFeature(FlagProperties flags, FeatureFlagProperties properties) {
        this(flags, properties, Stream::empty);
    }

    MissingOpenFeature(
            FlagProperties flags, FeatureFlagProperties properties, Supplier<Stream<HandlerMethod>> handlers) {
        this.handlers = handlers;
        flags.flags().forEach((name, flag) -> {
            throw new InvalidConfigurationPropertyValueException("gatehouse.flags." + name, flag, REMEDY);
        });
        if (!properties.endpoints().isEmpty()) {
            throw new InvalidConfigurationPropertyValueException(
                    FeatureFlagProperties.PREFIX + ".endpoints[0].flag",
                    properties.endpoints().get(0).flag(),
                    REMEDY);
        }
    }

    @Override
    public void afterSingletonsInstantiated() {
        HandlerFlags flags = new HandlerFlags();
        handlers.get()
                .filter(handler -> !flags.of(handler).isEmpty())
                .findFirst()
                .ifPresent(handler -> {
                    throw new IllegalStateException("@FeatureFlag on " + handler.getShortLogMessage() + ": " + REMEDY);
                });
    }
}
