package dev.gatehouse.autoconfigure.web;

import dev.gatehouse.autoconfigure.ConditionalOnGatehouse;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.web.server.Cookie;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.context.annotation.Bean;

/** Hides the session cookie from scripts in every embedded server unless the service says otherwise: only Tomcat does by itself. */
@AutoConfiguration
@ConditionalOnGatehouse
@ConditionalOnClass(ConfigurableServletWebServerFactory.class)
public final class SessionCookieAutoConfiguration {

    @Bean
    WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> gatehouseSessionCookieCustomizer() {
        return factory -> {
            Cookie cookie = factory.getSettings().getSession().getCookie();
            if (cookie.getHttpOnly() == null) {
                cookie.setHttpOnly(true);
            }
        };
    }
}
