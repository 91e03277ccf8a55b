package dev.gatehouse.autoconfigure.environment.check;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** The beans that exist by now. A look at them makes none: a lazy bean or one of a request may have no way to be made yet. */
final class Singletons {

    private Singletons() {}

    static <T> Map<String, T> of(ConfigurableListableBeanFactory beans, Class<T> type) {
        Map<String, T> singletons = new LinkedHashMap<>();
        for (String name : beans.getSingletonNames()) {
            Object bean = existing(beans, name, type);
            if (type.isInstance(bean)) {
                singletons.put(name, type.cast(bean));
            }
        }
        return singletons;
    }

    private static @Nullable Object existing(ConfigurableListableBeanFactory beans, String name, Class<?> type) {
        Object bean = beans.getSingleton(name);
        return bean instanceof FactoryBean<?> factory ? product(beans, name, factory, type) : bean;
    }

    /** Somebody was given what the factory made, so asking makes nothing. A proxy for each request leads to no bean of now. */
    private static @Nullable Object product(
            ConfigurableListableBeanFactory beans, String name, FactoryBean<?> factory, Class<?> type) {
        Class<?> made = factory.getObjectType();
        if (made == null || !type.isAssignableFrom(made) || !factory.isSingleton() || !isGiven(beans, name)) {
            return null;
        }
        Object product = beans.getBean(name);
        return product instanceof ScopedObject ? null : product;
    }

    private static boolean isGiven(ConfigurableListableBeanFactory beans, String name) {
        return Arrays.stream(beans.getDependentBeans(name)).anyMatch(beans::containsSingleton);
    }
}
