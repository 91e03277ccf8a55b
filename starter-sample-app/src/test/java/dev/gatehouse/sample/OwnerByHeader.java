package dev.gatehouse.sample;

import dev.gatehouse.sample.access.CurrentOwner;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Lets each test be an owner of its own: tests share a database and do not see each other. */
@TestConfiguration(proxyBeanMethods = false)
class OwnerByHeader {

    static final String HEADER = "X-Test-Owner";

    @Bean
    @Primary
    CurrentOwner ownerByHeader(HttpServletRequest request) {
        return () -> UUID.fromString(request.getHeader(HEADER));
    }
}
