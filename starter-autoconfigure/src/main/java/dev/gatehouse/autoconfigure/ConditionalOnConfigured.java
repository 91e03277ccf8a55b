package dev.gatehouse.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/** Matches as soon as one of several list properties has an entry: for features that do nothing without. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(OnConfiguredCondition.class)
public @interface ConditionalOnConfigured {

    /**
     * Names the properties.
     *
     * @return their full names, e.g. {@code gatehouse.cors.allowed-origins}
     */
    String[] value();
}
