package dev.gatehouse.autoconfigure.environment;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** The beans that exist by now. A look at them makes none: a lazy bean or one of a request may have no way to be made yet. */
final class Singletons {

    private Singletons() {}

    static <T> Map<String, T> of(ConfigurableListableBeanFactory beans, Class<T> type) {
        Map<String, T> singletons = new LinkedHashMap<>();
        for (String name : beans.getSingletonNames()) {
            Object bean = beans.getSingleton(name);
            if (type.isInstance(bean)) {
                singletons.put(name, type.cast(bean));
            }
        }
        return singletons;
    }
}
