package dev.gatehouse.autoconfigure.authentication;

import dev.gatehouse.autoconfigure.FilterOrder;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Stops a start in which authentication does not stand between the filters that come before it and those that ask who was
 * authenticated: the latter would take every request for one of nobody, and nothing would tell.
 */
final class AuthenticationOrder implements SmartInitializingSingleton {

    private static final int LEAST = FilterOrder.JWKS + 1;

    private final int order;

    AuthenticationOrder(int order) {
        this.order = order;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (order < LEAST || order > FilterOrder.SPRING_SECURITY) {
            throw new InvalidConfigurationPropertyValueException(
                    "spring.security.filter.order",
                    order,
                    "Gatehouse's filters stand around Spring Security's: limits per address before it, and limits per user,"
                            + " guarded health, feature flags and uploads behind. Remove it for the default of "
                            + FilterOrder.SPRING_SECURITY + ", or write one from " + LEAST + " to "
                            + FilterOrder.SPRING_SECURITY + ", and put filters of your own around that.");
        }
    }
}
