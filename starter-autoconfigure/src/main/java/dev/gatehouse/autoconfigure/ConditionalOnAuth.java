package dev.gatehouse.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Matches where Gatehouse does, unless {@code gatehouse.auth.enabled} is {@code false}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ConditionalOnGatehouse
@ConditionalOnSwitch("gatehouse.auth.enabled")
public @interface ConditionalOnAuth {}
