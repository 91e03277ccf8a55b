package dev.gatehouse.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Opens a handler method of a controller, or all of a class, to everybody. Credentials that come along count for nothing, so
 * that a client which attaches its expired token everywhere can still ask for a new one. What stands on the method replaces what
 * stands on the class. It can also stand on an annotation of your own.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface PublicEndpoint {

    /**
     * Says whether the handler wants to know a caller who happens to be signed in, e.g. at log-out.
     *
     * @return true if a valid access token makes its user the current caller; one that is not valid still counts for nothing, and
     *     so does an API key
     */
    boolean knowsCaller() default false;
}
