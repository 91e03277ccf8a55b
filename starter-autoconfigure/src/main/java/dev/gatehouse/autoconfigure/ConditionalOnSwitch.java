package dev.gatehouse.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/**
 * Matches unless a property is {@code false}. Unlike Spring Boot's own condition it stops the start when the value is no
 * boolean: a misspelt switch must not switch a protection off in silence.
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(OnSwitchCondition.class)
public @interface ConditionalOnSwitch {

    /**
     * Names the property.
     *
     * @return the full name, e.g. {@code gatehouse.headers.enabled}
     */
    String value();

    /**
     * Says what holds while the property is not set.
     *
     * @return true unless stated otherwise
     */
    boolean matchIfMissing() default true;
}
