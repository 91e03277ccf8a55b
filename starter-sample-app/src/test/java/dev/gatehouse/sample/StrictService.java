package dev.gatehouse.sample;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/**
 * What a deployment has and development has not, in one service for all tests of it: administrators need a second factor,
 * the first one another password, a cookie carries the refresh token, somebody may act for another, and addresses are those of
 * some domains.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@TestPropertySource(
        properties = {
            "gatehouse.auth.mfa.required-roles=admin",
            "gatehouse.auth.refresh.transport=cookie",
            "gatehouse.auth.registration.allowed-email-domains=example.com,example.org",
            "gatehouse.auth.impersonation.enabled=true",
            "gatehouse.auth.impersonation.ttl=5m",
            "gatehouse.sample.development-admin=false"
        })
public @interface StrictService {}
