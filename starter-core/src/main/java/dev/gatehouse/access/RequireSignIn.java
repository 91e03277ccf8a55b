package dev.gatehouse.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Opens a handler method of a controller, or all of a class, to every user who is signed in, whatever they may do. API keys are
 * refused: a key passes only where a permission is named. What stands on the method replaces what stands on the class. It can
 * also stand on an annotation of your own.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface RequireSignIn {}
