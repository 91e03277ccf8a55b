package dev.gatehouse.sample;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;

/** The service as in production but for its database, in one service for all tests of it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ActiveProfiles("prod")
@TestPropertySource(
        properties = {
            "DATABASE_USERNAME=sa",
            "DATABASE_PASSWORD=",
            "gatehouse.environment.mode=off",
            "gatehouse.auth.password.argon2.preset=owasp-7m",
            "ALLOWED_HOSTS=api.example.com,localhost"
        })
public @interface ProductionService {}
