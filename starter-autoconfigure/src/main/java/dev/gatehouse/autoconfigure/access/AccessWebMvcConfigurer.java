package dev.gatehouse.autoconfigure.access;

import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Brings the interceptor to Spring MVC, and knows whether Spring MVC ever asked for it. */
final class AccessWebMvcConfigurer implements WebMvcConfigurer {

    private final AccessInterceptor interceptor;
    private volatile boolean asked;

    AccessWebMvcConfigurer(AccessInterceptor interceptor) {
        this.interceptor = interceptor;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(interceptor).order(Ordered.HIGHEST_PRECEDENCE);
        asked = true;
    }

    AccessInterceptor interceptor() {
        return interceptor;
    }

    boolean wasAsked() {
        return asked;
    }
}
