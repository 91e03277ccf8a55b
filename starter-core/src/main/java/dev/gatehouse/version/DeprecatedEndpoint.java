package dev.gatehouse.version;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a handler method of a controller, or all of a class, as deprecated for its clients: its answers say since when,
 * until when and what comes instead. An annotation on the method beats the one on its class; it can also stand on an
 * annotation of your own. A date or link that cannot be used stops the start.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface DeprecatedEndpoint {

    /**
     * Since when it is deprecated; may lie ahead.
     *
     * @return a date or instant as {@link DeprecationDate#of} reads it, e.g. {@code "2026-07-01"}
     */
    String since();

    /**
     * From when on it may no longer answer.
     *
     * @return a date or instant after {@link #since()}; empty if that is not decided
     */
    String sunset() default "";

    /**
     * Where the endpoint is that replaces it.
     *
     * @return a link as {@link DeprecationLink#of} reads it, e.g. {@code "/v2/orders"}; empty for none
     */
    String successor() default "";

    /**
     * Where people read about the deprecation.
     *
     * @return a link, e.g. {@code "https://docs.example.com/deprecations"}; empty for none
     */
    String documentation() default "";

    /**
     * Where people read about the end of the endpoint.
     *
     * @return a link; empty for none
     */
    String sunsetPolicy() default "";
}
