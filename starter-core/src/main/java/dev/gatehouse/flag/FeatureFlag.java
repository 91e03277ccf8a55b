package dev.gatehouse.flag;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a handler method of a controller, or all of a class, depend on a feature flag: while it is off for a client, the
 * endpoint answers as if it did not exist. With an annotation on the method and on its class both flags have to be on.
 * It can also stand on an annotation of your own.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface FeatureFlag {

    /**
     * The name of the flag.
     *
     * @return the name, e.g. {@code "new-checkout"}; a flag that nobody knows is off
     */
    String value();

    /**
     * What clients get while the flag is off.
     *
     * @return an HTTP status from 400 to 599
     */
    int status() default 404;
}
