package dev.gatehouse.sample.config;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The page of development also stands where links in mails lead to; elsewhere the front end serves these paths. */
@Configuration(proxyBeanMethods = false)
@Profile("dev")
class DevelopmentPageConfiguration implements WebMvcConfigurer {

    private static final List<String> LINKS =
            List.of("/verify-email", "/reset-password", "/confirm-email", "/forgot-password");

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        LINKS.forEach(link -> registry.addViewController(link).setViewName("forward:/index.html"));
    }
}
