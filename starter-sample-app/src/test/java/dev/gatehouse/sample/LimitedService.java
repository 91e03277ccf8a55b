package dev.gatehouse.sample;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/** The service with its rate limits. Behind a proxy, so that each test has an address of its own. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@TestPropertySource(
        properties = {"gatehouse.rate-limit.enabled=true", "gatehouse.client-address.trusted-proxies=127.0.0.0/8,::1"})
public @interface LimitedService {}
