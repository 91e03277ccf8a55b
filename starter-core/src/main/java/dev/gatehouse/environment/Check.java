package dev.gatehouse.environment;

import java.util.List;

/**
 * Looks for one kind of thing that can be wrong with the configuration. An application adds its own: named in
 * {@code META-INF/spring.factories} it runs before anything is opened; as a bean, once all beans exist.
 */
@FunctionalInterface
public interface Check {

    /**
     * Looks at the configuration. Opens nothing and waits for nothing.
     *
     * @param context what is configured
     * @return what is wrong; empty if all is well
     */
    List<Finding> check(CheckContext context);
}
