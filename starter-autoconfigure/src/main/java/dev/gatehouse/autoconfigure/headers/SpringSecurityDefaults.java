package dev.gatehouse.autoconfigure.headers;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.header.HeaderWriter;

/** Leaves the default headers to Gatehouse where it sends them. */
final class SpringSecurityDefaults implements Customizer<HttpSecurity> {

    /** Spring Security refuses a header filter without any writer. */
    private static final HeaderWriter NOTHING = (request, response) -> {};

    private final boolean replaced;

    SpringSecurityDefaults(boolean replaced) {
        this.replaced = replaced;
    }

    @Override
    public void customize(HttpSecurity http) {
        if (replaced) {
            http.headers(headers -> headers.defaultsDisabled().addHeaderWriter(NOTHING));
        }
    }
}
